import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKey } from '../config/index.ts';
import { AppError } from '../model/index.ts';
import { clusterOf, makeDataFolder } from '../process/index.ts';

const FILE = 'master.key';

/**
 * The master key of a data folder: `master.key`, created with mode 600 when absent. The file is written whole or not at
 * all; two processes that create it at once get the same key.
 * @throws AppError `config_invalid` when the file holds no key, when the folder cannot be written, or when it holds a
 *   database already, whose secrets were sealed with the key that is missing
 */
export function loadOrCreateMasterKey(dataDir: string): Buffer {
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
  writeFileSync(file, text);
  fsyncSync(file);
  closeSync(file);
}
