import { inTransaction } from '../database/index.ts';
import { progressTaskRegistry } from '../tasks/index.ts';
import type { RunTarget, SyncDeps, SyncTarget } from './deps.ts';
import { countRepositories, type RepositoryCount } from './ledger.ts';
import { refuseDisconnected } from './refuse-disconnected.ts';

/** Counts the figures of a run and writes them to the database. */
export interface Progress {
  count(repository: string, delta: { readonly tags?: number; readonly failed?: number }): void;
  /** Writes what was counted; also done once a second. */
  report(): Promise<void>;
  /** Ends the reports; resolves when none is being written any more. */
  stop(): Promise<void>;
}

const PERIOD_MS = 1_000;

/**
 * @param requests sent so far by the connector
 * @param onFailure called when the registry was disconnected or moved meanwhile, or a report by itself could not be written
 */
export function openProgress(
  deps: SyncDeps,
  target: RunTarget,
  requests: () => number,
  onFailure: (error: unknown) => void,
): Progress {
  let counted = new Map<string, RepositoryCount>();
  let reportedRequests = 0;
  const report = async (): Promise<void> => {
    const counts = [...counted.values()];
    counted = new Map();
    const sent = requests() - reportedRequests;
    reportedRequests += sent;
    if (counts.length > 0 || sent > 0) await write(deps, target, counts, sent);
  };
  const look = async (): Promise<void> => {
    // A long sync should end soon when its registry is being deleted.
    await refuseDisconnected(deps.pool, deps, target);
    await report();
  };
  let looking: Promise<void> | null = null;
  const lookAgain = async (): Promise<void> => {
    await look().catch(onFailure);
    looking = null;
  };
  const timer = setInterval(() => {
    looking ??= lookAgain();
  }, PERIOD_MS);
  return {
    count(repository, { tags = 0, failed = 0 }) {
      const before = counted.get(repository) ?? { tags: 0, failed: 0 };
      counted.set(repository, { repository, tags: before.tags + tags, failed: before.failed + failed });
    },
    report,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Ledger rows before the task's row, as when a batch is committed: the one order of these locks. */
async function write(deps: SyncDeps, target: SyncTarget, counts: readonly RepositoryCount[], requests: number) {
  await inTransaction(deps.pool, async (tx) => {
    const added = await countRepositories(tx, target, counts);
    const delta = { tagsSeen: added.tags, imagesFailed: added.failed, requests };
    await progressTaskRegistry(tx, target.projectPk, target.taskId, target.registryPk, delta);
  });
}
