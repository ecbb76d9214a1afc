import { nameOf, orderScan } from './past.mjs';

const TASK = { epsPk: 0, trigger: 'manual', scanScope: 1, rateLimit: 0, isAll: false };

/** Orders that ended otherwise than well, and one that was stopped and has images to be taken back. */
export async function stopOrders(c) {
  const { pool, old } = c;
  const { first } = c.people.tenants;
  const stopped = await orderScan(c, 'first', ['shop/web:1.1']);
  await old.scan.stopScan(pool, first, stopped, 'all');
  const abnormal = await createTask(c, 'waiting/queued:1', { taskName: 'broken off' });
  const reason = 'the images of the order could not be queued; the log says why';
  await inTransaction(c, (tx) => old.tasks.breakOffTask(tx, first.projectPk, abnormal, 0, reason));
  // No code of this release writes it, but a list shows it.
  const timedOut = await createTask(c, 'waiting/queued:1', { taskName: 'timed out' });
  await pool.query(`UPDATE task SET state = 'timed_out', end_time = now() WHERE task_id = $1`, [timedOut]);
  await pool.query(`UPDATE task_image SET state = 'stopped' WHERE task_id = $1`, [timedOut]);
  await stopHalfWay(c);
}

/** As after the first thousand images of a large order: the job that takes back the rest waits. */
async function stopHalfWay(c) {
  const { first } = c.people.tenants;
  const taskId = await orderScan(c, 'first', ['waiting/taken:1']);
  await inTransaction(c, async (tx) => {
    await c.old.tasks.stopTask(tx, first, taskId, 'all');
    const target = { projectPk: first.projectPk, taskId };
    await c.old.jobs.enqueue(tx, 'stop-scans', target, { jobKey: `stop:${taskId}` });
  });
}

/** Orders of which nothing was scanned yet, in each of the steps that lead to it. */
export async function makeOpenOrders(c) {
  const { old, people } = c;
  const { first } = people.tenants;
  await orderScan(c, 'first', ['waiting/first:1', 'waiting/second:1', 'waiting/third:1'], { rateLimit: 1 });
  await orderScan(c, 'first', ['shop/api:2.0']);
  const filter = { enterprise: 'all', namespace: 'waiting', imageName: 'filled', updateTime: { from: 0n } };
  await inTransaction(c, async (tx) => {
    const taskId = await old.tasks.createOpenScanTask(tx, first, { ...TASK, taskName: 'scan selected images' });
    const selection = { kind: 'filter', filter };
    await old.fill.enqueueFill(tx, { tenant: first, taskId, enterprise: 'all', rateLimit: 0, selection });
  });
  const taskId = await createTask(c, 'waiting/queued:1', { taskName: 'scan 1 images' });
  const pace = { rateLimit: 0, before: 0, from: Date.now() };
  await inTransaction(c, (tx) => old.queue.enqueueQueue(tx, { projectPk: first.projectPk, taskId, after: 0, pace }));
}

function createTask(c, name, more) {
  const { first } = c.people.tenants;
  return inTransaction(c, async (tx) => {
    const selection = { kind: 'images', images: [nameOf(name)] };
    const { units } = await c.old.inventory.selectScanUnits(tx, first, 'all', selection);
    return c.old.tasks.createScanTask(tx, first, { ...TASK, images: units, ...more });
  });
}

function inTransaction({ old, pool }, work) {
  return old.runtime.inTransaction(pool, work);
}
