import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../model/index.ts';
import { isReachable, type Owner } from './database-owner.ts';

/** sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const LONGEST = 103;
export const PORT = 5432;

/**
 * Makes the private folder of the socket: in the cluster where the path is short and reachable, else in the
 * temporary folder under a name made from the data folder's, so that every process finds the same one.
 */
export function makeSocketFolder(root: string, owner: Owner | null): string {
  const places = [join(root, 'socket'), ...[tmpdir(), '/tmp'].map((place) => join(place, `hullwatch-${hashOf(root)}`))];
  const place = places.find((path) => fits(path) && (!owner || isReachable(path, owner)));
  if (place === undefined)
    throw new AppError('config_invalid', `no short path for a socket: tried ${places.join(', ')}`);
  makePrivate(place, owner);
  return place;
}

/** Removes the socket of a killed server; its lock file would block a new server while its process id is in use again. */
export function clearSocketFolder(folder: string): void {
  const socket = join(folder, `.s.PGSQL.${PORT}`);
  for (const path of [socket, `${socket}.lock`]) rmSync(path, { force: true });
}

/** PostgreSQL takes a list of folders, in which a comma or a quote would end a name. */
function fits(folder: string): boolean {
  return !/[,"]/.test(folder) && Buffer.byteLength(join(folder, `.s.PGSQL.${PORT}`)) <= LONGEST;
}

/** Attack: in a shared temporary folder another user creates this name first, to listen there instead. */
function makePrivate(folder: string, owner: Owner | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const self = process.getuid?.() ?? 0;
  const stats = lstatSync(folder);
  if (!stats.isDirectory() || ![self, owner?.uid].includes(stats.uid))
    throw new AppError('config_invalid', `${folder} belongs to somebody else; remove it`, { subject: folder });
  chmodSync(folder, 0o700);
  if (owner) chownSync(folder, owner.uid, owner.gid);
}

function hashOf(root: string): string {
  return createHash('sha256').update(root).digest('hex').slice(0, 16);
}
