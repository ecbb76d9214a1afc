import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { AppError } from '../model/index.ts';
import { processIdentity } from './process-identity.ts';

/**
 * Takes a folder for this process by a lock file that names the process and its start. A lock whose process is gone
 * is taken over, so kill -9 leaves nothing that blocks the next start.
 * @returns release
 * @throws AppError `conflict` when a living process holds it
 */
export function lockFolder(folder: string): () => void {
  const path = `${folder}/hullwatch.lock`;
  const own = `${process.pid} ${processIdentity(process.pid)}`;
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, own, { mode: 0o600 });
  try {
    if (!tryLink(draft, path)) takeOver(path, draft, folder);
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (readLock(path) === own) rmSync(path, { force: true });
  };
}

/** Several processes may find the same stale lock; only the one that renamed exactly the lock it had read may take it over. */
function takeOver(path: string, draft: string, folder: string): void {
  const stale = readLock(path);
  refuseIfAlive(stale, folder);
  const moved = `${path}.stale.${process.pid}`;
  tryRename(path, moved);
  const taken = readLock(moved);
  if (taken !== null && taken !== stale) tryLink(moved, path);
  rmSync(moved, { force: true });
  if (!tryLink(draft, path)) {
    refuseIfAlive(readLock(path), folder);
    throw inUse(folder, 'another process that is starting');
  }
}

function refuseIfAlive(lock: string | null, folder: string): void {
  const [pid = '', ...identity] = (lock ?? '').split(' ');
  if (pid !== '' && processIdentity(Number(pid)) === identity.join(' ')) throw inUse(folder, `process ${pid}`);
}

function inUse(folder: string, by: string): AppError {
  const message = `the data folder ${folder} is in use by ${by}; stop it, or set HULLWATCH_DATA_DIR to another folder`;
  return new AppError('conflict', message, { subject: folder });
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function tryRename(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
