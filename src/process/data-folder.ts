import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../model/index.ts';

/** Makes the folder that holds everything of this installation. @returns its real path */
export function makeDataFolder(dataDir: string): string {
  try {
    makeFolders(dataDir);
    writeProbe(dataDir);
    return realpathSync(dataDir);
  } catch (cause) {
    const message = `the data folder ${dataDir} cannot be written by this user (${(cause as Error).message}); set HULLWATCH_DATA_DIR to another folder`;
    throw new AppError('config_invalid', message, { cause, subject: dataDir });
  }
}

/**
 * Makes a folder and the parents that are absent, one by one. The recursive form of Node tries for ever, and no signal ends it, where a folder cannot be made
 * although its parent is there, as in /proc.
 */
export function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  makeFolders(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o711 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** A disk that is full lets empty files be made. */
function writeProbe(folder: string): void {
  const probe = join(folder, `hullwatch.probe.${process.pid}`);
  try {
    writeFileSync(probe, 'can be written', { mode: 0o600 });
  } finally {
    rmSync(probe, { force: true });
  }
}

/** Where the database of a data folder keeps its files. */
export function clusterOf(root: string): string {
  return join(root, 'postgres');
}
