import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The release whose state is made. */
export const RELEASE = 'd5194fd';

/** The code of the old release, from a checkout of it with its packages installed. @throws Error for any other checkout */
export async function openRelease(checkout) {
  const head = execFileSync('git', ['-C', checkout, 'rev-parse', 'HEAD'], { encoding: 'utf8' });
  if (!head.startsWith(RELEASE)) throw new Error(`${checkout} is at ${head.slice(0, 7)}, not at ${RELEASE}`);
  const from = (path) => import(pathToFileURL(join(checkout, path)).href);
  const [runtime, auth, registries, sync, scan, tasks, jobs, jobRow, worker, fill, queue, compose] = await Promise.all(
    [
      'src/runtime/index.ts',
      'src/auth/index.ts',
      'src/registries/index.ts',
      'src/sync/index.ts',
      'src/scan/index.ts',
      'src/tasks/index.ts',
      'src/jobs/index.ts',
      'src/jobs/job-row.ts',
      'src/jobs/worker-row.ts',
      'src/scan/fill-scan-task.ts',
      'src/scan/queue-scans.ts',
      'src/compose.ts',
    ].map(from),
  );
  const [inventory, api, tokens, schedule, images, fakes, go, rpm] = await Promise.all(
    [
      'src/inventory/index.ts',
      'src/api/registry-jobs.ts',
      'src/auth/tokens.ts',
      'src/jobs/schedule.ts',
      'testing/images/index.ts',
      'testing/registries/index.ts',
      'testing/go/index.ts',
      'testing/rpm/index.ts',
    ].map(from),
  );
  return {
    ...{ runtime, auth, registries, sync, scan, tasks, jobs, jobRow, worker, fill, queue, compose },
    ...{ inventory, api, tokens, schedule, images, fakes, go, rpm },
  };
}
