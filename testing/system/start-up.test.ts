import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { purgeTokensJob } from '../../src/auth/index.ts';
import { openPool } from '../../src/database/index.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/index.ts';
import { createTestDatabase } from '../database/index.ts';
import { freeAddress, type HullwatchProcess, runHullwatch } from '../processes/hullwatch.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KEY = randomBytes(32).toString('base64');

let folder: string;
let listen: string;
const cleanups: (() => unknown)[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hw-'));
  chmodSync(folder, 0o755);
  listen = await freeAddress();
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  rmSync(folder, { recursive: true, force: true });
});

function run(command: string, settings: Record<string, string> = {}, program?: readonly string[]): HullwatchProcess {
  const all = { HULLWATCH_LISTEN: listen, HULLWATCH_DATA_DIR: join(folder, 'data'), ...settings };
  const child = runHullwatch([command], all, program);
  cleanups.push(() => child.kill('SIGTERM'));
  return child;
}

test('up in an empty folder is ready, shows its keys once, and stops clean on SIGTERM', async () => {
  const first = run('up');
  await first.ready(`http://${listen}`);
  expect(await (await fetch(`http://${listen}/healthz`)).json()).toEqual({ status: 'ok' });
  expect(await (await fetch(`http://${listen}/metrics`)).text()).toContain('hullwatch_process_cpu_seconds_total');
  expect(statSync(join(folder, 'data/master.key')).mode & 0o777).toBe(0o600);
  expect(await first.kill('SIGTERM')).toBe(0);
  expect(first.output()).toMatch(/access key {3}\S{20}\n {2}secret key {3}\S{40}\n/);
  expect(existsSync(join(folder, 'data/postgres/postmaster.pid'))).toBe(false);
  const second = run('up');
  // The API is ready before the workers are, and the line is printed after both.
  await expect.poll(second.output, { timeout: 30_000 }).toBe(`Hullwatch answers at http://${listen}\n`);
  expect(await second.kill('SIGINT')).toBe(0);
  expect(second.output()).toBe(`Hullwatch answers at http://${listen}\n`);
});

test('keys that were configured are used and the secret one is not repeated', async () => {
  const HULLWATCH_BOOTSTRAP_SECRET_KEY = 'a-secret-key-that-is-long';
  const keys = { HULLWATCH_BOOTSTRAP_PROJECT_ID: 'project-1', HULLWATCH_BOOTSTRAP_ACCESS_KEY: 'KEY1' };
  const up = run('up', { ...keys, HULLWATCH_BOOTSTRAP_SECRET_KEY });
  await up.ready(`http://${listen}`);
  expect(up.output()).toMatch(/project id {3}project-1\n {2}access key {3}KEY1\n {2}secret key {3}\(as configured\)/);
  expect(up.output() + up.errors()).not.toContain(HULLWATCH_BOOTSTRAP_SECRET_KEY);
});

test('after kill -9 the next up is ready with the same data, over the database that kept running', async () => {
  const first = run('up');
  await first.ready(`http://${listen}`);
  const pid = readFileSync(join(folder, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[0];
  await first.kill('SIGKILL');
  expect(existsSync(`/proc/${pid}`)).toBe(true);
  const second = run('up');
  await second.ready(`http://${listen}`);
  expect(second.output()).not.toContain('First start');
  expect(await second.kill('SIGTERM')).toBe(0);
  // It was not the child of the second process: who reaps it may take a moment.
  while (existsSync(`/proc/${pid}`)) await new Promise((resolve) => setTimeout(resolve, 20));
});

test('a database that is killed is started again, and its absence does not fill the log', async () => {
  const up = run('up');
  await up.ready(`http://${listen}`);
  const server = () => Number(readFileSync(join(folder, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  const killed = server();
  process.kill(killed, 'SIGKILL');
  while ((await fetch(`http://${listen}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 20));
  await up.ready(`http://${listen}`);
  expect(server()).not.toBe(killed);
  expect(up.errors()).toContain('the embedded database ended by itself; starting it again');
  expect(up.errors().split('\n').length).toBeLessThan(40);
  expect(await up.kill('SIGTERM')).toBe(0);
});

test('a taken port is one line, before anything is made', async () => {
  const other = createServer().listen(Number(listen.split(':')[1]), '127.0.0.1');
  await once(other, 'listening');
  cleanups.push(() => other.close());
  const up = run('up');
  expect(await up.ended).toBe(1);
  expect(up.errors()).toBe(
    `hullwatch: ${listen} is taken by another process; stop that one, or set HULLWATCH_LISTEN to another port\n`,
  );
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test('a taken data folder is one line', async () => {
  const first = run('up');
  await first.ready(`http://${listen}`);
  const second = run('up', { HULLWATCH_LISTEN: await freeAddress() });
  expect(await second.ended).toBe(1);
  expect(second.errors()).toMatch(/^hullwatch: the data folder \S+ is in use by process \d+; stop it, or set .*\n$/);
});

test('all mistakes of the configuration are shown at once', async () => {
  const up = run('up', { HULLWATCH_LISTEN: 'here', HULLWATCH_WORKERS: 'many', HULLWATCH_TYPO: '1' });
  expect(await up.ended).toBe(1);
  for (const name of ['HULLWATCH_LISTEN', 'HULLWATCH_WORKERS', 'HULLWATCH_TYPO']) expect(up.errors()).toContain(name);
});

test('serve and work say what they miss', async () => {
  for (const command of ['serve', 'work']) {
    const bare = run(command, { HULLWATCH_MASTER_KEY: KEY });
    expect(await bare.ended).toBe(1);
    expect(bare.errors()).toMatch(/^hullwatch: HULLWATCH_DATABASE_URL is needed; .*\n$/);
    const keyless = run(command, { HULLWATCH_DATABASE_URL: 'postgresql://127.0.0.1/x' });
    expect(await keyless.ended).toBe(1);
    expect(keyless.errors()).toMatch(/^hullwatch: HULLWATCH_MASTER_KEY or HULLWATCH_MASTER_KEY_FILE is needed\n$/);
  }
});

test.each(['migration', 'project', 'stage_version', 'worker', 'job'])(
  'a database that breaks off the statement over %s in the middle of a start does not end the start',
  async (table) => {
    const { pool, url, drop } = await createTestDatabase();
    cleanups.push(drop);
    const holder = openPool(url, { max: 1 });
    cleanups.push(() => holder.end());
    await holder.query(`BEGIN; LOCK TABLE ${table}`);
    const up = run('up', { HULLWATCH_DATABASE_URL: url, HULLWATCH_ADVISORY_SOURCES: folder });
    const BROKEN_OFF = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%${table}%'`;
    while (!up.errors().includes('waiting: terminating connection')) {
      expect([up.child.exitCode, up.errors()]).toEqual([null, expect.any(String)]);
      await pool.query(BROKEN_OFF);
    }
    await holder.query('ROLLBACK');
    while (!up.output().includes('Hullwatch answers at')) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await up.kill('SIGTERM')).toBe(0);
  },
);

test('serve and work wait for migrate, each over the same database', async () => {
  const database = await startEmbeddedPostgres({ dataDir: join(folder, 'server') });
  cleanups.push(() => database.stop());
  const settings = { HULLWATCH_DATABASE_URL: database.url, HULLWATCH_MASTER_KEY: KEY };
  const workListen = await freeAddress();
  const [serve, work] = [run('serve', settings), run('work', { ...settings, HULLWATCH_WORKER_LISTEN: workListen })];
  for (const address of [listen, workListen]) {
    const readiness = await untilAnswer(`http://${address}/readyz`);
    expect(readiness.status).toBe(503);
    expect(await readiness.json()).toMatchObject({ problems: [expect.stringContaining('0001-tenancy.sql')] });
  }
  const migrate = run('migrate', settings);
  expect(await migrate.ended).toBe(0);
  expect(migrate.output()).toContain('First start');
  await serve.ready(`http://${listen}`);
  const pool = openPool(database.connection);
  while ((await pool.query('SELECT FROM worker')).rowCount !== 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await purgeTokensJob.enqueue(pool, {});
  const metrics = async () => (await fetch(`http://${workListen}/metrics`)).text();
  while (!(await metrics()).includes('hullwatch_job_seconds_count{name="purge-tokens",outcome="done"}'))
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await fetch(`http://${workListen}/readyz`)).status).toBe(200);
  expect((await fetch(`http://${workListen}/v5/p/image/registries/images`)).status).toBe(404);
  await purgeTokensJob.enqueueMany(pool, [{}], () => new Date(Date.now() + 3_600_000));
  for (const address of [listen, workListen])
    expect(await (await fetch(`http://${address}/metrics`)).text()).toContain(
      'hullwatch_jobs{name="purge-tokens",state="delayed"} 1',
    );
  expect(await work.kill('SIGTERM')).toBe(0);
  expect((await pool.query('SELECT FROM worker')).rowCount).toBe(0);
  expect(await serve.kill('SIGTERM')).toBe(0);
  await pool.end();
});

test('a stop is prompt also while the database or its migrations are still waited for', async () => {
  const database = await startEmbeddedPostgres({ dataDir: join(folder, 'server') });
  cleanups.push(() => database.stop());
  const absent = run('serve', { HULLWATCH_DATABASE_URL: 'postgresql://127.0.0.1:1/x', HULLWATCH_MASTER_KEY: KEY });
  const empty = run('work', { HULLWATCH_DATABASE_URL: database.url, HULLWATCH_MASTER_KEY: KEY });
  for (const process of [absent, empty]) {
    while (!/"msg":"waiting/.test(process.errors())) await new Promise((resolve) => setTimeout(resolve, 50));
    const late = setTimeout(() => process.child.kill('SIGKILL'), 20_000);
    expect(await process.kill('SIGTERM')).toBe(0);
    clearTimeout(late);
  }
});

test('a stop in the middle of the first start leaves no process and no half-made database', async () => {
  const up = run('up');
  const data = join(folder, 'data');
  const isCreating = () => existsSync(data) && readdirSync(data).some((name) => name.startsWith('postgres.new'));
  while (!isCreating()) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await up.kill('SIGTERM')).toBe(0);
  expect(spawnSync('pgrep', ['-f', folder], { encoding: 'utf8' }).stdout).toBe('');
  expect(isCreating()).toBe(false);
});

test('a terminal that closes stops it like SIGTERM', async () => {
  const up = run('up');
  await up.ready(`http://${listen}`);
  up.child.kill('SIGHUP');
  expect(await up.kill('SIGHUP')).toBe(0);
  expect(existsSync(join(folder, 'data/postgres/postmaster.pid'))).toBe(false);
});

test('a data folder that cannot be had, and a database that refuses, are one line', async () => {
  writeFileSync(join(folder, 'file'), '');
  const up = run('up', { HULLWATCH_DATA_DIR: join(folder, 'file') });
  expect(await up.ended).toBe(1);
  expect(up.errors()).toMatch(/^hullwatch: the data folder \S+ cannot be written .* set HULLWATCH_DATA_DIR .*\n$/);
  const database = await startEmbeddedPostgres({ dataDir: join(folder, 'server') });
  cleanups.push(() => database.stop());
  const pool = openPool(database.connection);
  await pool.query('CREATE ROLE poor LOGIN');
  await pool.end();
  const url = database.url.replace(/\/\/\w+@/, '//poor@');
  const migrate = run('migrate', { HULLWATCH_DATABASE_URL: url, HULLWATCH_MASTER_KEY: KEY });
  expect(await migrate.ended).toBe(1);
  expect(migrate.errors()).toBe('hullwatch: the database refuses: permission denied for schema public (42501)\n');
});

test('a request that is running when SIGTERM comes is answered', async () => {
  const database = await createTestDatabase();
  cleanups.push(() => database.drop());
  const serve = run('serve', { HULLWATCH_DATABASE_URL: database.url, HULLWATCH_MASTER_KEY: KEY });
  await serve.ready(`http://${listen}`);
  const [host = '', port] = listen.split(':');
  const socket = connect(Number(port), host);
  let answer = '';
  socket.on('data', (text) => {
    answer += text;
  });
  const body = '{"auth": {}}';
  const type = `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue`;
  socket.write(`POST /v3/auth/tokens HTTP/1.1\r\nHost: x\r\n${type}\r\n\r\n`);
  while (!answer.includes('100 Continue')) await new Promise((resolve) => setTimeout(resolve, 20));
  const ended = serve.kill('SIGTERM');
  while (!serve.errors().includes('stopping')) await new Promise((resolve) => setTimeout(resolve, 20));
  socket.write(body);
  await once(socket, 'close');
  expect(answer).toMatch(/^HTTP\/1\.1 400 /m);
  expect(await ended).toBe(0);
});

test('the release build runs up', async () => {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
  const up = run('up', {}, [join(ROOT, 'dist/cli.js')]);
  await up.ready(`http://${listen}`);
  expect((await fetch(`http://${listen}/openapi.json`)).status).toBe(200);
  expect(await up.kill('SIGTERM')).toBe(0);
});

test('a signal that ends npx ends what npx started, and nothing is left behind', async () => {
  // npx makes the program executable only when it first links the project: a build has to.
  rmSync(join(ROOT, 'dist'), { recursive: true });
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
  const dataDir = join(folder, 'data');
  const settings = { HULLWATCH_LISTEN: listen, HULLWATCH_DATA_DIR: dataDir };
  const npx = spawn('npx', ['hullwatch', 'up'], { cwd: ROOT, env: { ...process.env, ...settings }, stdio: 'ignore' });
  const ended = once(npx, 'exit').then(([code]) => `npx ended with ${code}`);
  expect(await Promise.race([untilAnswer(`http://${listen}/healthz`), ended])).toMatchObject({ status: 200 });
  npx.kill('SIGTERM');
  const lock = join(dataDir, 'hullwatch.lock');
  expect(existsSync(lock)).toBe(true);
  while (existsSync(lock)) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
});

async function untilAnswer(url: string): Promise<Response> {
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
