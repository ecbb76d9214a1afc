import { randomBytes, randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../src/process/index.ts';
import type { Credentials } from './hss-client.ts';

/** The key of this folder's Hullwatch: made at the first run, readable by its owner alone, the same at every later run. */
export function keepCredentials(folder: string): Credentials {
  const file = join(folder, 'credentials.json');
  makeFolder(folder);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Credentials;
  const made: Credentials = {
    projectId: randomUUID().replaceAll('-', ''),
    accessKey: randomBytes(10).toString('hex').toUpperCase(),
    secretKey: randomBytes(30).toString('base64url'),
  };
  // In one step: half a file, left by a kill, would lock the user out of every later run.
  writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
}

function makeFolder(folder: string): void {
  try {
    makeFolders(folder);
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    const why = (cause as Error).message;
    throw new Error(`the folder ${folder} cannot be written by this user (${why}); take another one with --folder`, {
      cause,
    });
  }
}
