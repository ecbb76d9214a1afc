import type { Transaction } from '../../database/index.ts';
import { enqueueMany } from '../../jobs/index.ts';
import type { Registry } from '../../model/index.ts';

/** Orders a job for each registry, in the transaction that made it necessary; one that waits already is enough. */
export async function enqueueRegistryJobs(
  tx: Transaction,
  name: 'check-registry' | 'delete-registry',
  registries: readonly Registry[],
): Promise<void> {
  const jobs = registries.map(({ projectPk, registryPk }) => ({
    payload: { projectPk, registryPk },
    jobKey: `${name}:${projectPk}:${registryPk}`,
  }));
  await enqueueMany(tx, name, jobs);
}
