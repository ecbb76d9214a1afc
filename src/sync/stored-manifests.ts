import { LRUCache } from 'lru-cache';
import type { Pool } from '../database/index.ts';
import { type KnownManifest, knownManifests } from '../inventory/index.ts';

/** Looks up which digests are stored. */
export interface StoredManifests {
  find(digest: string): Promise<KnownManifest | undefined>;
  /** Whether a tag of this run names a stored manifest: it must not be dropped when another tag leaves it. */
  isAwaited(digest: string): boolean;
}

/** A look-up of many digests costs little more than of one, so a few are gathered for a moment. */
const GATHER_MS = 40;
const GATHER_DIGESTS = 32;
/** More than wait to be written at any time; a mirror of a large registry would fill the memory. */
const MAX_AWAITED = 100_000;

interface Batch {
  readonly digests: Set<string>;
  /** Sends the batch at once. */
  full(): void;
  readonly answer: Promise<Map<string, KnownManifest>>;
}

/** Look-ups of the same moment go to the database together: one for each would cost more than the request for its tag. */
export function openStoredManifests(pool: Pool, projectPk: number): StoredManifests {
  const awaited = new LRUCache<string, true>({ max: MAX_AWAITED });
  let open: Batch | null = null;
  const gather = (): Batch => {
    const digests = new Set<string>();
    const { until, full } = atMost(GATHER_MS);
    const answer = until.then(() => {
      open = null;
      return knownManifests(pool, projectPk, [...digests]);
    });
    return { digests, full, answer };
  };
  return {
    isAwaited: (digest) => awaited.has(digest),
    find: async (digest) => {
      // From the question on: between it and the answer another tag may leave the manifest.
      awaited.set(digest, true);
      open ??= gather();
      const { digests, full, answer } = open;
      if (digests.add(digest).size >= GATHER_DIGESTS) full();
      const found = (await answer).get(digest);
      if (!found) awaited.delete(digest);
      return found;
    },
  };
}

function atMost(ms: number): { until: Promise<void>; full: () => void } {
  let full = () => {};
  const until = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    full = () => {
      clearTimeout(timer);
      resolve();
    };
  });
  return { until, full };
}
