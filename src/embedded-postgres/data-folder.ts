import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '../model/index.ts';
import { isReachable, type Owner } from './database-owner.ts';

/** The path by which a database process opens the folder, and the file descriptor that the path needs, if any. */
export interface Access {
  readonly path: string;
  readonly fd: number | null;
}

/** Suffix of a draft's name, before a part that differs for each start. */
const DRAFT = '.new';

/** Refuses a cluster that the database process could not open. */
export function checkClusterOwner(cluster: string, owner: Owner | null): void {
  const stats = statSync(cluster, { throwIfNoEntry: false });
  const expected = owner?.uid ?? process.getuid?.();
  if (!stats || stats.uid === expected || stats.uid === 0) return;
  throw new AppError(
    'config_invalid',
    `${cluster} belongs to user ${stats.uid}; start hullwatch as that user or as root`,
  );
}

/**
 * Creates the cluster beside its place and renames it when complete, so that a kill in between leaves only a
 * draft, which a later start deletes. Each start has a draft of its own: the initdb of a killed start may still be running,
 * and deletes its folder when it fails.
 */
export async function createCluster(
  cluster: string,
  owner: Owner | null,
  initialise: (access: Access) => Promise<void>,
) {
  removeDrafts(cluster);
  if (existsSync(cluster)) return;
  const draft = mkdtempSync(`${cluster}${DRAFT}`);
  if (owner) chownSync(draft, owner.uid, owner.gid);
  await withAccess(draft, owner, initialise);
  renameSync(draft, cluster);
  syncFolder(join(cluster, '..'));
}

function removeDrafts(cluster: string): void {
  const root = join(cluster, '..');
  for (const name of readdirSync(root).filter((each) => each.startsWith(`${basename(cluster)}${DRAFT}`)))
    try {
      rmSync(join(root, name), { recursive: true, force: true });
    } catch {
      // An initdb still writes to it; the next start deletes it.
    }
}

/**
 * Calls `work` with a path that the owner can open. When a parent folder is closed to the owner (such as /root), the
 * path goes through an open file descriptor, for which the kernel checks no parents.
 */
export async function withAccess<T>(
  folder: string,
  owner: Owner | null,
  work: (access: Access) => Promise<T>,
): Promise<T> {
  if (!owner || isReachable(folder, owner)) return work({ path: folder, fd: null });
  if (process.platform !== 'linux') throw closedFolder(folder, owner);
  const fd = openSync(folder, 'r');
  try {
    return await work({ path: '/proc/self/fd/3', fd });
  } finally {
    closeSync(fd);
  }
}

function closedFolder(folder: string, owner: Owner): AppError {
  const message = `a folder above ${folder} is closed to ${owner.name}, who runs the database; set HULLWATCH_DATA_DIR to a folder outside of it`;
  return new AppError('config_invalid', message, { subject: folder });
}

function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  fsyncSync(fd);
  closeSync(fd);
}
