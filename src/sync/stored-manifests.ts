import { setTimeout as sleep } from 'node:timers/promises';
import { type KnownManifest, knownManifests } from '../inventory/index.ts';
import type { Pool } from '../runtime/index.ts';

/** Tells which digests the inventory holds. */
export interface StoredManifests {
  find(digest: string): Promise<KnownManifest | undefined>;
}

/** Long enough for dozens of answers of a busy registry, too short to be noticed in a small one. */
const GATHER_MS = 10;

interface Batch {
  readonly digests: Set<string>;
  readonly answer: Promise<Map<string, KnownManifest>>;
}

/** Questions of the next moment go to the database together: one each would cost more than the request for its tag. */
export function openStoredManifests(pool: Pool, projectPk: number): StoredManifests {
  let open: Batch | null = null;
  const gather = (): Batch => {
    const digests = new Set<string>();
    const answer = sleep(GATHER_MS).then(() => {
      open = null;
      return knownManifests(pool, projectPk, [...digests]);
    });
    return { digests, answer };
  };
  return {
    find: async (digest) => {
      open ??= gather();
      open.digests.add(digest);
      return (await open.answer).get(digest);
    },
  };
}
