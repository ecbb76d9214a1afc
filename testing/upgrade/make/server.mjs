import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Debian keeps the programs of each version; what the oldest supported one dumps, every later one restores. */
const VERSIONS = '/usr/lib/postgresql';
const USER = 'hullwatch';
const DATABASE = 'hullwatch';

/** A throw-away PostgreSQL of the oldest installed version, on a unix socket. @returns its URL, how to dump it, how to end it */
export async function startServer() {
  const bin = findPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-dump-'));
  const owner = ownerOfServer();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const cluster = join(folder, 'cluster');
  const quiet = { ...owner, stdio: 'ignore', cwd: folder };
  execFileSync(
    join(bin, 'initdb'),
    ['-D', cluster, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'],
    quiet,
  );
  const socket = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${folder}`, '-c', 'fsync=off'];
  const server = spawn(join(bin, 'postgres'), ['-D', cluster, ...socket], quiet);
  process.once('exit', () => server.kill('SIGINT'));
  const connect = ['-h', folder, '-U', USER];
  while (spawnSync(join(bin, 'pg_isready'), connect).status !== 0) await new Promise((next) => setTimeout(next, 100));
  execFileSync(join(bin, 'createdb'), [...connect, DATABASE]);
  return {
    url: `postgresql://${USER}@/${DATABASE}?host=${encodeURIComponent(folder)}`,
    dump: () =>
      execFileSync(join(bin, 'pg_dump'), [...connect, ...DUMP_OPTIONS, DATABASE], { encoding: 'utf8', env: UTC }),
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const UTC = { ...process.env, PGTZ: 'UTC' };
const DUMP_OPTIONS = ['--no-owner', '--no-privileges', '--inserts', '--rows-per-insert=50'];

function findPrograms() {
  const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).map(Number).filter(Number.isInteger) : [];
  const usable = versions.filter((version) => version >= 15).sort((a, b) => a - b);
  if (usable.length === 0)
    throw new Error(`no PostgreSQL 15 or newer is under ${VERSIONS}: apt-get install postgresql`);
  return join(VERSIONS, String(usable[0]), 'bin');
}

/** PostgreSQL refuses to run as root. */
function ownerOfServer() {
  if (process.getuid() !== 0) return undefined;
  const idOf = (option) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}
