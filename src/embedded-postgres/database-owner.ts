import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user that runs the database when this process is root: PostgreSQL refuses to run as root. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

const NOBODY = 65534;

/**
 * Null when this process is not root: the database runs as the same user. As root, the owner of an existing cluster keeps it;
 * a new one belongs to `postgres`, else to `nobody`.
 */
export function chooseOwner(cluster: string): Owner | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readAccounts();
  const present = ownerOf(cluster);
  if (present && present.uid !== 0) {
    const name = accounts.find((account) => account.uid === present.uid)?.name ?? `user ${present.uid}`;
    return { ...present, name };
  }
  const found = ['postgres', 'nobody'].flatMap((name) => accounts.find((account) => account.name === name) ?? []);
  return found[0] ?? { uid: NOBODY, gid: NOBODY, name: 'nobody' };
}

/** Whether `owner` may pass through every folder above `path`. Only permission bits are checked, no access lists. */
export function isReachable(path: string, owner: Owner): boolean {
  const parent = dirname(path);
  const { mode, uid, gid } = statSync(parent);
  const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && (parent === path || parent === '/' || isReachable(parent, owner));
}

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats && { uid: stats.uid, gid: stats.gid };
}

function readAccounts(): Owner[] {
  try {
    const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
    return lines
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  } catch {
    return [];
  }
}
