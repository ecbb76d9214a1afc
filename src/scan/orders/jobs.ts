import Type from 'typebox';
import { defineJob } from '../../jobs/index.ts';

/** Finds the images of a large order, see `fill-scan-task.ts`. */
export const fillScanTaskJob = defineJob({
  name: 'fill-scan-task',
  // Release 0.1.0 had the task in the order alone.
  payload: Type.Object({ taskId: Type.Optional(Type.String()), order: Type.String() }),
  key: ({ taskId = '' }) => taskId,
  urgent: true,
});

/** Queues the scans of the next images of a task, in the order of their ids. */
export const queueScansJob = defineJob({
  name: 'queue-scans',
  payload: Type.Object({
    projectPk: Type.Integer(),
    taskId: Type.String(),
    after: Type.Integer(),
    pace: Type.Object({ rateLimit: Type.Number(), before: Type.Integer(), from: Type.Number() }),
  }),
  key: ({ taskId }) => taskId,
  urgent: true,
});

/** Marks the next images of a stopped task. */
export const stopScansJob = defineJob({
  name: 'stop-scans',
  payload: Type.Object({ projectPk: Type.Integer(), taskId: Type.String() }),
  key: ({ taskId }) => taskId,
  urgent: true,
});
