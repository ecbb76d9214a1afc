import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, openPool } from '../../src/database/index.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/index.ts';
import { startWorker } from '../../src/jobs/index.ts';
import { createLogger } from '../../src/process/index.ts';
import { addJob, handledJobs } from '../jobs/index.ts';

const CHILD = fileURLToPath(new URL('../database/embedded-process.ts', import.meta.url));
const AS_ROOT = process.getuid?.() === 0;
const NOBODY = 65534;
const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
const NATIVE = join(dirname(entry), '..', 'native');

interface Started {
  readonly url: string;
  readonly attached: boolean;
  readonly server: number;
}

let folder: string;
const cleanups: (() => unknown)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hw-'));
  chmodSync(folder, 0o777);
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  // What fills a half-made cluster after a kill may still be clearing it away.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

class Child {
  readonly process: ChildProcess;
  readonly lines: string[] = [];
  errors = '';

  constructor(dataDir: string, options: { uid?: number; bundled?: string } = {}) {
    const args = ['--import', 'tsx', CHILD, dataDir, ...(options.bundled ? [options.bundled] : [])];
    const identity = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid };
    this.process = spawn(process.execPath, args, { ...identity, stdio: ['ignore', 'pipe', 'pipe'] });
    createInterface(this.process.stdout as NodeJS.ReadableStream).on('line', (line) => this.lines.push(line));
    this.process.stderr?.on('data', (text) => (this.errors += text));
    cleanups.push(() => this.end('SIGTERM'));
  }

  async started(): Promise<Started> {
    await this.untilLines(1);
    return JSON.parse(this.lines[0] as string);
  }

  /** The number of the last row that was surely committed. */
  get written(): number {
    return Number(this.lines.slice(1).at(-1) ?? 0);
  }

  async untilLines(count: number): Promise<void> {
    while (this.lines.length < count) {
      if (this.process.exitCode !== null) throw new Error(`ended: ${this.errors}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill(signal);
    await ended;
  }
}

async function countRows(url: string): Promise<number> {
  const pool = openPool(url, { max: 1 });
  const { rows } = await pool.query('SELECT count(*) AS count FROM written');
  await pool.end();
  return rows[0].count;
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

async function untilDead(pid: number): Promise<void> {
  for (let tries = 0; tries < 500 && isAlive(pid); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isAlive(pid)).toBe(false);
}

test('kill -9 of the parent: the next start attaches to the same server, and no commit is lost', async () => {
  const first = new Child(join(folder, 'data'));
  const before = await first.started();
  await first.untilLines(200);
  await first.end('SIGKILL');
  const second = new Child(join(folder, 'data'));
  const after = await second.started();
  expect(after).toEqual({ url: before.url, attached: true, server: before.server });
  expect(await countRows(after.url)).toBeGreaterThanOrEqual(first.written);
  await second.end('SIGTERM');
  await untilDead(before.server);
});

test('kill -9 of parent and server: the next start recovers, and no commit is lost', async () => {
  const first = new Child(join(folder, 'data'));
  const { server } = await first.started();
  await first.untilLines(200);
  process.kill(server, 'SIGKILL');
  await first.end('SIGKILL');
  const second = new Child(join(folder, 'data'));
  const after = await second.started();
  expect(after.attached).toBe(false);
  expect(await countRows(after.url)).toBeGreaterThanOrEqual(first.written);
});

test('kill -9 while the cluster is being made: the next start is not in the way of what still makes it', async () => {
  const first = new Child(join(folder, 'data'));
  const drafts = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /new.*\/base\/1\/\d/.test(path));
  while (drafts().length < 20) await new Promise((resolve) => setTimeout(resolve, 5));
  await first.end('SIGKILL');
  expect((await new Child(join(folder, 'data')).started()).attached).toBe(false);
});

test('a left-over pid file with the number of a living stranger does not block the start', async () => {
  const first = new Child(join(folder, 'data'));
  const { server } = await first.started();
  process.kill(server, 'SIGKILL');
  await first.end('SIGKILL');
  const path = join(folder, 'data/postgres/postmaster.pid');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+/, String(process.pid)));
  expect((await new Child(join(folder, 'data')).started()).attached).toBe(false);
});

test('a second process on the same folder says in one line who holds it', async () => {
  const first = new Child(join(folder, 'data'));
  await first.started();
  const second = new Child(join(folder, 'data'));
  await once(second.process, 'close');
  expect(second.errors).toBe(
    `the data folder ${join(folder, 'data')} is in use by process ${first.process.pid}; stop it, or set HULLWATCH_DATA_DIR to another folder\n`,
  );
});

test('of many processes that find a dead lock exactly one takes it', async () => {
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data/hullwatch.lock'), '999999999 gone');
  const all = Array.from({ length: 5 }, () => new Child(join(folder, 'data')));
  const outcomes = await Promise.all(
    all.map((child) =>
      Promise.race([child.started().then(() => 'started'), once(child.process, 'exit').then(() => 'refused')]),
    ),
  ).catch(() => all.map((child) => (child.lines.length > 0 ? 'started' : 'refused')));
  expect(outcomes.filter((outcome) => outcome === 'started')).toHaveLength(1);
});

test('a process that ends without a clean stop takes the server along', async () => {
  const child = new Child(join(folder, 'data'));
  const { server } = await child.started();
  await child.end('SIGHUP');
  await untilDead(server);
  expect(existsSync(join(folder, 'data/hullwatch.lock'))).toBe(false);
});

test('a clean stop leaves no process, no lock and no socket', async () => {
  const database = await startEmbeddedPostgres({ dataDir: join(folder, 'data') });
  const server = Number(readFileSync(join(folder, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  await database.stop();
  await untilDead(server);
  expect(readdirSync(join(folder, 'data')).sort()).toEqual(['postgres', 'postgres.log']);
  expect(existsSync(database.connection.host)).toBe(false);
});

test('a half-made cluster of a killed first start is thrown away', async () => {
  mkdirSync(join(folder, 'data/postgres.new'), { recursive: true });
  writeFileSync(join(folder, 'data/postgres.new/PG_VERSION'), '18\n');
  expect((await new Child(join(folder, 'data')).started()).attached).toBe(false);
  expect(existsSync(join(folder, 'data/postgres.new'))).toBe(false);
});

test.each([
  ['too deep', 'd'.repeat(120)],
  ['with a comma', 'a,b'],
])('a data folder %s for a socket path works', async (_, name) => {
  const { url } = await new Child(join(folder, name)).started();
  const host = new URLSearchParams(url.split('?')[1]).get('host') as string;
  expect(host).toMatch(/hullwatch-[0-9a-f]{16}$/);
  expect(statSync(host).mode & 0o777).toBe(0o700);
});

test('library links that an install without scripts does not make are restored', async () => {
  const bundled = join(folder, 'native');
  cpSync(NATIVE, bundled, { recursive: true, verbatimSymlinks: true });
  const isLink = (name: string) => lstatSync(join(bundled, 'lib', name)).isSymbolicLink();
  const links = readdirSync(join(bundled, 'lib')).filter(isLink);
  for (const name of links) rmSync(join(bundled, 'lib', name));
  await new Child(join(folder, 'data'), { bundled }).started();
  expect(readdirSync(join(bundled, 'lib')).filter(isLink)).toEqual(links);
  expect(links.length).toBeGreaterThan(5);
});

test('a worker outlives a restart of the database, and every job is done', async () => {
  const dataDir = join(folder, 'data');
  let database = await startEmbeddedPostgres({ dataDir });
  cleanups.push(() => database.stop());
  const pool = openPool(database.connection, { max: 8 });
  cleanups.push(() => pool.end());
  await migrate(pool);
  const done = new Set<unknown>();
  const step = async (payload: unknown): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    await pool.query('SELECT 1');
    done.add((payload as { n: number }).n);
  };
  const worker = await startWorker({
    pool,
    jobs: handledJobs({ step }),
    concurrency: 2,
    logger: createLogger('silent'),
  });
  cleanups.push(() => worker.stop());
  for (let n = 0; n < 20; n++) await addJob(pool, { payload: { n } });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await database.stop();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  database = await startEmbeddedPostgres({ dataDir });
  for (let tries = 0; tries < 600 && done.size < 20; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(done.size).toBe(20);
});

if (AS_ROOT) {
  test('as root the server runs as another user, who alone can read the cluster', async () => {
    const { server } = await new Child(join(folder, 'data')).started();
    const cluster = statSync(join(folder, 'data/postgres'));
    expect(statSync(`/proc/${server}`).uid).toBe(cluster.uid);
    expect(cluster.uid).not.toBe(0);
    expect(cluster.mode & 0o777).toBe(0o700);
  });

  test('as a normal user it runs as that user', async () => {
    const { server } = await new Child(join(folder, 'data'), { uid: NOBODY }).started();
    expect(statSync(`/proc/${server}`).uid).toBe(NOBODY);
  });

  test('a data folder below one that is closed to the database user works', async () => {
    chmodSync(folder, 0o700);
    const first = new Child(join(folder, 'data'));
    const { server } = await first.started();
    await first.untilLines(50);
    await first.end('SIGKILL');
    const second = new Child(join(folder, 'data'));
    const after = await second.started();
    expect(after).toMatchObject({ attached: true, server });
    expect(await countRows(after.url)).toBeGreaterThanOrEqual(first.written);
  });

  test('binaries that are closed to the database user are copied to where it can run them', async () => {
    const closed = join(folder, 'closed');
    cpSync(NATIVE, join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(closed, 'package.json'), '{"version": "test"}');
    chmodSync(closed, 0o700);
    cleanups.unshift(() => rmSync('/var/cache/hullwatch/postgresql-test', { recursive: true, force: true }));
    const { server } = await new Child(join(folder, 'data'), { bundled: join(closed, 'native') }).started();
    expect(readFileSync(`/proc/${server}/cmdline`, 'utf8')).toMatch(/^\/var\/cache\/hullwatch\/postgresql-test\/bin/);
  });

  test('a folder of another user is refused in one line', async () => {
    await startEmbeddedPostgres({ dataDir: join(folder, 'data') }).then((database) => database.stop());
    chmodSync(join(folder, 'data'), 0o777);
    const child = new Child(join(folder, 'data'), { uid: NOBODY });
    await once(child.process, 'close');
    expect(child.errors).toMatch(/belongs to user \d+; start hullwatch as that user or as root\n$/);
  });
}
