import { createHash } from 'node:crypto';
import { constants, type Dirent } from 'node:fs';
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { AppError } from '../../model/index.ts';
import { MOST_FILES, notWanted, type SourceFile, type SourceKind, type WantedFiles } from './source.ts';

interface Listed {
  readonly path: string;
  readonly symbolicLink: boolean;
}

/** Attack: folders nested until their path is longer than the system allows. */
const DEEPEST = 32;

/** Files read at once; each may have `advisoryBytes`. */
const READ_AHEAD = 8;

/**
 * A folder of files at any depth. Names that begin with a dot are left out (`.git`); symbolic links are named
 * and not followed, so nothing outside the folder is read.
 */
export const folder: SourceKind = {
  name: 'folder',
  accepts: (source) => !/^https?:\/\//i.test(source) && !/\.zip$/i.test(source),
  async open(source, known, wanted, { limits }) {
    const root = await findRoot(source);
    const { listed, fingerprint } = await listAndFingerprint(root, limits.advisoryFeedBytes);
    if (fingerprint === known) return 'unchanged';
    return {
      fingerprint,
      files: () => readFiles({ root, wanted, maxBytes: limits.advisoryBytes }, listed),
      close: async () => {},
    };
  },
};

async function findRoot(source: string): Promise<string> {
  try {
    const root = await realpath(source);
    if ((await stat(root)).isDirectory()) return root;
  } catch (cause) {
    throw new AppError('unreadable', `the folder ${source} cannot be opened`, { cause, subject: source });
  }
  throw new AppError('unreadable', `${source} is not a folder`, { subject: source });
}

async function listAndFingerprint(root: string, maxBytes: number): Promise<{ listed: Listed[]; fingerprint: string }> {
  try {
    const listed = await listFiles(root);
    return { listed, fingerprint: await fingerprintOf(root, listed, maxBytes) };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('unreadable', `the folder ${root} cannot be read`, { cause, subject: root });
  }
}

async function listFiles(root: string): Promise<Listed[]> {
  const found: Listed[] = [];
  const folders = [{ path: root, depth: 0 }];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const { path, depth } = folder;
    if (depth > DEEPEST) throw tooLarge(root, `nests folders deeper than ${DEEPEST}`);
    for (const entry of await readdir(path, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory()) folders.push({ path: join(path, entry.name), depth: depth + 1 });
      else found.push(toListed(root, path, entry));
    }
    if (found.length > MOST_FILES) throw tooLarge(root, `holds more than ${MOST_FILES} files`);
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function toListed(root: string, folder: string, entry: Dirent): Listed {
  return { path: relative(root, join(folder, entry.name)), symbolicLink: entry.isSymbolicLink() };
}

/** Name, size and both times of every file: a rewritten file changes at least its time of change, which nobody can set. */
async function fingerprintOf(root: string, listed: readonly Listed[], maxBytes: number): Promise<string> {
  const hash = createHash('sha256');
  let total = 0n;
  for (const { path } of listed) {
    const { size, mtimeNs, ctimeNs } = await lstat(join(root, path), { bigint: true });
    total += size;
    if (total > BigInt(maxBytes)) throw tooLarge(root, `holds more than ${maxBytes} bytes`);
    hash.update(`${path}\0${size}\0${mtimeNs}\0${ctimeNs}\n`);
  }
  return `folder:${hash.digest('hex')}`;
}

interface Reading {
  readonly root: string;
  readonly wanted: WantedFiles;
  readonly maxBytes: number;
}

async function* readFiles(reading: Reading, listed: readonly Listed[]): AsyncGenerator<SourceFile> {
  for (let start = 0; start < listed.length; start += READ_AHEAD) {
    yield* await Promise.all(listed.slice(start, start + READ_AHEAD).map((each) => readListed(reading, each)));
  }
}

async function readListed({ root, wanted, maxBytes }: Reading, { path, symbolicLink }: Listed): Promise<SourceFile> {
  const isWanted = wanted.wants(path);
  const link = { reason: 'a symbolic link; links are not followed', broken: isWanted };
  if (symbolicLink) return { name: path, problem: link };
  return isWanted ? readOne(root, path, maxBytes) : { name: path, problem: notWanted(wanted) };
}

async function readOne(root: string, path: string, maxBytes: number): Promise<SourceFile> {
  const problem = (reason: string): SourceFile => ({ name: path, problem: { reason, broken: true } });
  try {
    // Not followed and not waited for: the file may have become a link or a pipe since it was listed.
    const file = await open(join(root, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size } = await file.stat();
      if (size > maxBytes) return problem(`${size} bytes, more than the limit of ${maxBytes}`);
      const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(size), length: size, position: 0 });
      return { name: path, bytes: buffer.subarray(0, bytesRead) };
    } finally {
      await file.close();
    }
  } catch (error) {
    return problem(`cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
  }
}

function tooLarge(root: string, how: string): AppError {
  return new AppError('limit_exceeded', `the folder ${root} ${how}`, { subject: root });
}
