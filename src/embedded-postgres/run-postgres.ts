import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPool } from '../database/index.ts';
import { AppError } from '../model/index.ts';
import { type Access, createCluster, withAccess } from './data-folder.ts';
import type { Owner } from './database-owner.ts';
import { dataDirArgument, findPostmaster, type Postmaster } from './postmaster.ts';

/** Where the bundled server runs, and as whom. */
export interface Installation {
  /** Real path of the data folder. */
  readonly root: string;
  readonly cluster: string;
  readonly binaries: string;
  readonly socketFolder: string;
  readonly owner: Owner | null;
  /** False only for tests, which need not survive a power cut. */
  readonly durable: boolean;
}

export const USER = 'hullwatch';
const POLL_MS = 50;
const START_MINUTES = 10;
const LOG_BYTES = 10 * 1024 * 1024;
const NOT_DURABLE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];

/** Creates the cluster when there is none: UTF-8, ordered by code point, no network, local connections trusted. */
export async function initialise(place: Installation): Promise<void> {
  const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await createCluster(place.cluster, place.owner, async (access) => {
    const options = ['-D', access.path, '-U', USER, '-A', 'trust', ...locale, ...(place.durable ? [] : ['-N'])];
    const { child, reason } = launch(place, 'initdb', options, access);
    const [status] = await once(child, 'exit');
    if (status !== 0) throw new AppError('database_unavailable', `the database could not be created: ${reason()}`);
  });
}

/** Creates the database of a fresh cluster; does nothing when it is there. */
export async function createDatabase(connection: {
  host: string;
  port: number;
  user: string;
  database: string;
}): Promise<void> {
  const pool = openPool({ ...connection, database: 'postgres' }, { max: 1 });
  try {
    const { rowCount } = await pool.query('SELECT 1 FROM pg_database WHERE datname = $1', [connection.database]);
    if (rowCount === 0) await pool.query(`CREATE DATABASE ${connection.database}`);
  } finally {
    await pool.end();
  }
}

/** Starts the server in a session of its own (so that Ctrl-C in the terminal reaches only this process) and waits until it accepts connections. */
export async function startServer(place: Installation): Promise<Postmaster> {
  return withAccess(place.cluster, place.owner, async (access) => {
    const { child, reason } = launch(place, 'postgres', ['-D', access.path, ...settings(place)], access);
    child.unref();
    const server = await untilReady(place, () => child.exitCode !== null || child.signalCode !== null);
    if (server) return server;
    throw new AppError('database_unavailable', `the embedded database did not start: ${reason()}`);
  });
}

/** @returns null when the server ended first; crash recovery may take minutes */
export async function untilReady(place: Installation, hasEnded: () => boolean): Promise<Postmaster | null> {
  const until = Date.now() + START_MINUTES * 60_000;
  while (Date.now() < until && !hasEnded()) {
    const server = findPostmaster(place.root, place.cluster);
    if (server?.state === 'ready') return server;
    await sleep(POLL_MS);
  }
  return null;
}

function settings({ root, socketFolder, durable }: Installation): string[] {
  const values = [
    'listen_addresses=',
    `unix_socket_directories=${socketFolder}`,
    'unix_socket_permissions=0700',
    'log_checkpoints=off',
    dataDirArgument(root),
    ...(durable ? [] : NOT_DURABLE),
  ];
  return values.flatMap((value) => ['-c', value]);
}

/** Runs one of the binaries as the owner with its output in `postgres.log`; `reason` is the last line there that explains a failure. */
function launch(
  place: Installation,
  program: string,
  args: string[],
  access: Access,
): { child: ChildProcess; reason: () => string } {
  const path = join(place.root, 'postgres.log');
  const log = openLog(path);
  const from = fstatSync(log).size;
  const child = spawn(join(place.binaries, 'bin', program), args, {
    ...(place.owner && { uid: place.owner.uid, gid: place.owner.gid }),
    cwd: '/',
    env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' },
    detached: true,
    stdio: ['ignore', log, log, access.fd ?? 'ignore'],
  });
  closeSync(log);
  return { child, reason: () => explain(readFileSync(path).subarray(from).toString(), path) };
}

function openLog(path: string): number {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

function explain(output: string, path: string): string {
  const lines = output.split('\n').filter((line) => /\b(FATAL|PANIC|error):/.test(line));
  const last = lines.at(-1)?.replace(/^.*?\b(?:FATAL|PANIC|error):\s*/, '');
  return last ? `${last} (${path})` : `see ${path}`;
}
