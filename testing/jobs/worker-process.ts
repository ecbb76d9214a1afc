// A worker in a process of its own, to be killed: `worker-process.ts <database url> <stale ms>`. Says `started <payload>` for each job.

import { openPool } from '../../src/database/index.ts';
import { startWorker } from '../../src/jobs/index.ts';
import { createLogger } from '../../src/process/index.ts';
import { handledJobs } from './add-jobs.ts';

const [url = '', staleMs] = process.argv.slice(2);

await startWorker({
  pool: openPool(url),
  logger: createLogger('error'),
  concurrency: 1,
  staleMs: Number(staleMs),
  jobs: handledJobs({
    endless: async (payload, run) => {
      console.log(`started ${JSON.stringify(payload)}`);
      await new Promise((_resolve, reject) => run.signal.addEventListener('abort', () => reject(run.signal.reason)));
    },
  }),
});
