import { progressTaskRegistry } from '../tasks/index.ts';
import { addRepositories, summariseLedger } from './ledger.ts';
import type { SyncRun } from './run.ts';

/** Reads the registry's list of repositories into the ledger; one that fails to the end fails the run. */
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
