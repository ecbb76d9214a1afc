import { accessSync, constants, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../model/index.ts';

/** Makes the folder that holds everything of this installation. @returns its real path */
export function makeDataFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    accessSync(dataDir, constants.W_OK);
    return realpathSync(dataDir);
  } catch (cause) {
    const message = `the data folder ${dataDir} cannot be written by this user (${(cause as Error).message}); set HULLWATCH_DATA_DIR to another folder`;
    throw new AppError('config_invalid', message, { cause, subject: dataDir });
  }
}

/** Where the database of a data folder keeps its files. */
export function clusterOf(root: string): string {
  return join(root, 'postgres');
}
