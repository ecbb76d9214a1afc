import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One package that an installation without development packages may bring, on any platform. */
export interface Package {
  readonly name: string;
  readonly version: string;
  /** Where it would lie, such as `node_modules/a/node_modules/b`. */
  readonly path: string;
  /** SPDX expressions as the lock file and the installed package state them, without repetition; both must be fine. */
  readonly licences: readonly string[];
}

interface Manifest {
  readonly version?: string;
  readonly license?: unknown;
  /** The form before npm 2. */
  readonly licenses?: unknown;
}

interface LockEntry extends Manifest {
  readonly dev?: boolean;
  readonly extraneous?: boolean;
}

/**
 * Production packages of a lock file (package-lock.json, version 2 or 3), sorted by name. Those of other platforms and
 * those that were not installed are known by the lock file alone.
 * @param folder of package-lock.json and node_modules
 */
export function readPackages(folder: string): Package[] {
  const { packages } = readJson(join(folder, 'package-lock.json')) as { packages: Record<string, LockEntry> };
  return Object.entries(packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.dev && !entry.extraneous)
    .map(([path, entry]) => readPackage(folder, path, entry))
    .sort((a, b) => (a.name === b.name ? (a.path < b.path ? -1 : 1) : a.name < b.name ? -1 : 1));
}

function readPackage(folder: string, path: string, entry: LockEntry): Package {
  const installed = readInstalled(join(folder, path, 'package.json'));
  const licences = [entry, ...(installed ? [installed] : [])].flatMap(statedLicences);
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return { name, version: entry.version ?? '?', path, licences: [...new Set(licences)] };
}

/**
 * `"MIT"`, `{"type": "MIT"}`, or a list of those, which does not say whether one or all hold: all are judged. What has another
 * form is kept as it is, and refused: it may be the one that matters.
 */
function statedLicences({ license, licenses }: Manifest): string[] {
  const stated = [license, licenses].flatMap((each) => (Array.isArray(each) ? each : [each]));
  return stated.map(licenceText).filter((text) => text !== '');
}

function licenceText(stated: unknown): string {
  const text = typeof stated === 'object' && stated !== null && 'type' in stated ? stated.type : stated;
  return typeof text === 'string' ? text.trim() : (JSON.stringify(stated) ?? '');
}

function readInstalled(file: string): Manifest | undefined {
  try {
    return readJson(file) as Manifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
