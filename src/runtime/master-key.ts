import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from './app-error.ts';
import { readKey } from './config-values.ts';

const FILE = 'master.key';

/**
 * The master key of a data folder: `master.key`, made with mode 600 when absent. It appears whole or not at all, and
 * of two processes that make it at once both get the same one.
 * @throws AppError `config_invalid` when the file is there but holds no key
 */
export function keepMasterKey(dataDir: string): Buffer {
  const path = join(dataDir, FILE);
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const known = readKeyFile(path);
  if (known) return known;
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

/** The master key of a data folder, null when it has none. @throws AppError `config_invalid` as above */
export function findMasterKey(dataDir: string): Buffer | null {
  return readKeyFile(join(dataDir, FILE));
}

function readKeyFile(path: string): Buffer | null {
  try {
    return readKey(readFileSync(path, 'utf8').trim());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    const message = `the master key in ${path} is not usable: it ${(error as Error).message}`;
    throw new AppError('config_invalid', message, { cause: error });
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
}
