import type { Pool } from '../database/index.ts';
import { type KnownManifest, knownManifests } from '../inventory/index.ts';

/** Looks up which digests are stored. */
export interface StoredManifests {
  find(digest: string): Promise<KnownManifest | undefined>;
}

/** A look-up of many digests costs little more than of one, so a few are gathered for a moment. */
const GATHER_MS = 40;
const GATHER_DIGESTS = 32;

interface Batch {
  readonly digests: Set<string>;
  /** Sends the batch at once. */
  full(): void;
  readonly answer: Promise<Map<string, KnownManifest>>;
}

/** Look-ups of the same moment go to the database together: one for each would cost more than the request for its tag. */
export function openStoredManifests(pool: Pool, projectPk: number): StoredManifests {
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
    find: async (digest) => {
      open ??= gather();
      const { digests, full, answer } = open;
      if (digests.add(digest).size >= GATHER_DIGESTS) full();
      return (await answer).get(digest);
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
