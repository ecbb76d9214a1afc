import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openServices } from './services.mjs';
import { runJobs } from './workers.mjs';

const EVERYTHING = 0x7fffffff;
const OF_SCAN = ['scan-manifest'];

/** What was done and ended: advisories loaded, registries synchronised, images scanned or failed, a tag moved. */
export async function makePast(c) {
  await loadAdvisories(c, ['1']);
  await sync(c, 'first', 'all', 'schedule');
  await sync(c, 'second', 'all');
  await scanAll(c);
  await scanBroken(c);
  await moveTag(c);
  await failForGood(c);
}

/** Loads the records whose file names begin so. What follows from it stays in the queue. */
export async function loadAdvisories(c, kinds) {
  showAdvisories(c, kinds);
  await c.old.compose.loadAdvisoriesNow(c.services.config, c.pool);
  await runJobs(c.old, c, ['load-advisories']);
  if (kinds.length === 1) await runJobs(c.old, c, ['retire-advisories', 'rematch-packages', 'rejudge-ecosystems']);
}

/** The working directory is an empty folder; the source is found in it by the path that it has in the repository. */
function showAdvisories({ services, advisories }, kinds) {
  const [source] = services.config.advisorySources;
  mkdirSync(source, { recursive: true });
  const shown = readdirSync(advisories).filter((name) => kinds.includes(name[0]));
  for (const name of shown) cpSync(join(advisories, name), join(source, name));
}

export function orderSync({ old, pool, people }, project, registryIds, trigger = 'manual') {
  return old.sync.orderSync(pool, people.tenants[project], { enterprise: 'all', epsPk: 0, trigger, registryIds });
}

export async function sync(c, project, registryIds, trigger) {
  await orderSync(c, project, registryIds, trigger);
  await runJobs(c.old, c, ['sync-registry']);
}

/** @param names `namespace/name:tag`, or `all` */
export function orderScan({ old, pool, people }, project, names, more = {}) {
  const order = { enterprise: 'all', epsPk: 0, trigger: 'manual', scanScope: EVERYTHING, rateLimit: 0, isAll: false };
  const selection = names === 'all' ? { kind: 'all' } : { kind: 'images', images: names.map(nameOf) };
  return old.scan.orderScan(pool, people.tenants[project], { ...order, selection, ...more });
}

export function nameOf(name) {
  const [, namespace, imageName, imageVersion] = /^([^/]+)\/([^:]+):(.+)$/.exec(name);
  return { namespace, imageName, imageVersion };
}

async function scanAll(c) {
  const { rows } = await c.pool.query(
    `SELECT namespace || '/' || image_name || ':' || image_version AS name FROM image
     WHERE listed AND project_pk = $1 AND image_name NOT IN ('large', 'corrupt')`,
    [c.people.tenants.first.projectPk],
  );
  await orderScan(c, 'first', [...new Set(rows.map(({ name }) => name))]);
  await orderScan(c, 'second', 'all', { isAll: true, trigger: 'schedule' });
  await runJobs(c.old, c, OF_SCAN);
}

/** One that is too large from the start, one that was scanned and is too large now, one whose bytes are wrong. */
async function scanBroken(c) {
  const small = openServices(c.old, c.url, { HULLWATCH_LIMIT_IMAGE_BYTES: '10' });
  await orderScan(c, 'first', ['broken/large:1', 'broken/later:1']);
  await runJobs(c.old, { ...c, services: small.services, handlers: small.handlers }, OF_SCAN);
  await small.close();
  c.registries.harbour.fake.faults.corruptBlobs = true;
  await orderScan(c, 'first', ['broken/corrupt:1']);
  await runJobs(c.old, c, OF_SCAN);
  delete c.registries.harbour.fake.faults.corruptBlobs;
}

/** The image that the tag had before was scanned; the one that it has now was not. New images come with the same sync. */
async function moveTag(c) {
  const { harbour } = c.registries;
  await harbour.putImage('moving/app', 'stable', c.content.after);
  for (const [word, image] of Object.entries(c.content.waiting))
    if (word !== 'new') await harbour.putImage(`waiting/${word}`, '1', image);
  await sync(c, 'first', [c.records.harbour.registryId]);
  // Ordered, then gone from its registry: the manifest stays until its scan was tried.
  await orderScan(c, 'first', ['waiting/gone:1']);
  harbour.deleteTag('waiting/gone', '1');
  await sync(c, 'first', [c.records.harbour.registryId]);
}

async function failForGood(c) {
  const { enqueue } = c.old.jobs;
  await enqueue(c.pool, 'check-registry', { projectPk: 1 }, { jobKey: 'check-registry:1:none' });
  await enqueue(c.pool, 'rematch-packages', { keys: 'none' }, { maxAttempts: 3 });
  await runJobs(c.old, c, ['check-registry', 'rematch-packages']);
}
