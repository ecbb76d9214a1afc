import type { RepositoryListing } from '../registries/index.ts';
import { progressTaskRegistry } from '../tasks/index.ts';
import { eachInFlight } from './in-flight.ts';
import { addRepositories, openRepositories, summariseLedger } from './ledger.ts';
import type { SyncRun } from './run.ts';
import { syncRepository } from './sync-repository.ts';

const PAGE = 500;

/** Reads the registry's list of repositories into the ledger; a list that cannot be read to its end fails the run. */
export async function listRepositories(run: SyncRun): Promise<void> {
  const { deps, target, signal } = run;
  const pages = run.connector.repositories(signal)[Symbol.asyncIterator]();
  for (;;) {
    const page = await run.slots.use(() => pages.next());
    signal.throwIfAborted();
    if (page.done) break;
    await addRepositories(deps.pool, target, page.value);
  }
  const { repositories } = await summariseLedger(deps.pool, target);
  const { projectPk, taskId, registryPk } = target;
  await progressTaskRegistry(deps.pool, projectPk, taskId, registryPk, { repositoriesTotal: repositories });
}

/**
 * Reads every repository that is not done according to the ledger. Twice as many at once as requests may be in flight:
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
