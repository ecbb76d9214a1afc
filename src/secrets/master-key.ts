import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { readKey } from '../config/index.ts';
import { AppError } from '../model/index.ts';
import { clusterOf, makeDataFolder } from '../process/index.ts';

const FILE = 'master.key';

/**
 * The master key of a data folder: `master.key`, made with mode 600 when absent. It appears whole or not at all, and
 * of two processes that make it at once both get the same one.
 * @throws AppError `config_invalid` when the file is there but holds no key, the folder cannot be written, or it holds a
 *   database already: its secrets were sealed with the key that is missing
 */
export function keepMasterKey(dataDir: string): Buffer {
  const path = join(dataDir, FILE);
  const known = readKeyFile(path);
  if (known) return known;
  refuseLostKey(dataDir, path);
  makeDataFolder(dataDir);
  const draft = `${path}.${process.pid}`;
  writeDurably(draft, `${randomBytes(32).toString('base64')}\n`);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readKeyFile(path) as Buffer;
}

function refuseLostKey(dataDir: string, path: string): void {
  if (!existsSync(clusterOf(dataDir))) return;
  const message = `${dataDir} holds a database, but the master key that its secrets were sealed with is missing: put ${path} back, or set HULLWATCH_MASTER_KEY`;
  throw new AppError('config_invalid', message, { subject: path });
}

/** The master key of a data folder, null when it has none. @throws AppError `config_invalid` as above */
export function findMasterKey(dataDir: string): Buffer | null {
  return readKeyFile(join(dataDir, FILE));
}

function readKeyFile(path: string): Buffer | null {
  try {
    return readKey(readFileSync(path, 'utf8').trim());
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    const why = error instanceof TypeError ? message : `cannot be read (${code})`;
    throw new AppError('config_invalid', `the master key in ${path} is not usable: it ${why}`, { cause: error });
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
}
