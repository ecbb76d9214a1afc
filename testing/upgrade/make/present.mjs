import { connect, order } from './connect.mjs';
import { makeOpenOrders, stopOrders } from './orders.mjs';
import { loadAdvisories, orderScan, orderSync } from './past.mjs';
import { dieOf, runJobs } from './workers.mjs';

/** What waits, runs or was given up when the old release is stopped: jobs of every name, tasks in every state. */
export async function makePresent(c) {
  await scanWithDeadWorkers(c);
  await retryLater(c);
  await stopOrders(c);
  await makeOpenOrders(c);
  await loadAdvisories(c, ['1', '2']);
  await queueSchedule(c);
  await orderRegistryJobs(c);
  await syncWithDeadWorker(c);
  await c.registries.harbour.putImage('waiting/new', '1', c.content.waiting.new);
}

/** The first worker dies of it, which the second counts before it dies of it too. The other image of the order is done. */
async function scanWithDeadWorkers(c) {
  const { faults } = c.registries.harbour.fake;
  await beforeOthers(c.pool, async () => {
    await orderScan(c, 'first', ['waiting/scanning:1', 'shop/tool:1']);
    faults.dripMs = 200;
    const { digest } = c.content.waiting.scanning.manifest;
    await dieOf(c.checkout, c.url, 'scan-manifest', () => isRunning(c.pool, digest, 0), true);
    await dieOf(c.checkout, c.url, 'scan-manifest', () => isRunning(c.pool, digest, 1), true);
    delete faults.dripMs;
    await runJobs(c.old, c, ['scan-manifest']);
  });
}

async function isRunning(pool, digest, crashes) {
  const { rows } = await pool.query(
    `SELECT FROM graphile_worker._private_jobs j JOIN manifest m ON m.digest = j.payload->>'digest'
     WHERE m.digest = $1 AND m.scan_status = 'scanning' AND j.locked_at IS NOT NULL
       AND $2 = coalesce((SELECT crashes FROM job_crash WHERE job_id = j.id), 0)`,
    [digest, crashes],
  );
  return rows.length === 1;
}

/** A registry that asks to be left alone for longer than a job waits: the scan comes back after a pause. */
async function retryLater(c) {
  const { faults } = c.registries.harbour.fake;
  await beforeOthers(c.pool, async () => {
    await orderScan(c, 'first', ['waiting/retried:1']);
    faults.fail = { status: 503, times: 1_000, retryAfter: '9999' };
    await runJobs(c.old, c, ['scan-manifest']);
    delete faults.fail;
  });
}

/** Workers take the oldest first; what is queued already stands back meanwhile. */
async function beforeOthers(pool, work) {
  const { rows } = await pool.query('SELECT id FROM graphile_worker._private_jobs');
  const move = (by) =>
    pool.query('UPDATE graphile_worker._private_jobs SET run_at = run_at + $2::interval WHERE id = ANY ($1)', [
      rows.map(({ id }) => id),
      by,
    ]);
  await move('1 hour');
  await work();
  await move('-1 hour');
}

/** What a worker queues by the clock. */
async function queueSchedule(c) {
  for (const entry of c.old.compose.composeSchedule(c.services)) await c.old.schedule.queueWhenDue(c.pool, entry);
}

async function orderRegistryJobs(c) {
  const { first } = c.people.tenants;
  await order(c, 'check-registry', [await connect(c, first, 'untried', c.registries.leaving)]);
  const { registryId } = c.records.leaving;
  const leaving = await c.old.runtime.inTransaction(c.pool, (tx) =>
    c.old.registries.markRegistriesDeleting(tx, first, [registryId], 'all'),
  );
  await order(c, 'delete-registry', leaving);
  const { harbour, annex } = c.records;
  for (const trigger of ['manual', 'schedule']) await orderSync(c, 'first', [harbour.registryId], trigger);
  await orderSync(c, 'first', [annex.registryId]);
}

/** Some repositories are done, one of them lost a tag, and some are not; another sync of the registry waits behind it. */
async function syncWithDeadWorker(c) {
  const { faults } = c.registries.harbour.fake;
  c.registries.harbour.deleteTag('absent/app', '1');
  faults.dripMs = 1;
  await dieOf(c.checkout, c.url, 'sync-registry', async () => {
    const { rows } = await c.pool.query(
      'SELECT (SELECT count(*) FROM sync_absent) > 0 AND NOT bool_and(done) AS begun FROM sync_repository',
    );
    return rows[0].begun;
  });
  delete faults.dripMs;
}
