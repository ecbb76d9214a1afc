import type { RepositoryListing } from '../registries/index.ts';
import { eachInFlight } from './in-flight.ts';
import { openRepositories } from './ledger.ts';
import type { SyncRun } from './run.ts';
import { syncRepository } from './sync-repository.ts';

const PAGE = 500;

/**
 * Visits every repository that the ledger does not show as done. Twice as many at once as requests may be in flight:
 * while some wait for their rows to be committed, the others keep the connections busy.
 */
export async function syncRepositories(run: SyncRun): Promise<void> {
  const atOnce = 2 * run.deps.limits.registryConcurrency;
  await eachInFlight(pendingRepositories(run), atOnce, async (repository) => {
    await syncRepository(run, repository).catch((error: unknown) => {
      run.stop(error);
      throw error;
    });
  });
}

async function* pendingRepositories(run: SyncRun): AsyncGenerator<RepositoryListing> {
  let after = '';
  for (;;) {
    const page = await openRepositories(run.deps.pool, run.target, after, PAGE);
    for (const repository of page) {
      run.signal.throwIfAborted();
      yield repository;
    }
    const last = page.at(-1);
    if (!last) return;
    after = last.repository;
  }
}
