import Type from 'typebox';
import { defineJob } from '../jobs/index.ts';

/**
 * Scans a digest, once for everybody who wants that. After everything that people wait for: a large order has a million of
 * these, and they take hours.
 */
export const scanManifestJob = defineJob({
  name: 'scan-manifest',
  payload: Type.Object({ projectPk: Type.Integer(), digest: Type.String() }),
  key: ({ projectPk, digest }) => `${projectPk}:${digest}`,
  priority: 10,
});

/** Forgets tasks that ended long ago. */
export const purgeTasksJob = defineJob({
  name: 'purge-tasks',
  payload: Type.Object({}),
  key: () => 'all',
});
