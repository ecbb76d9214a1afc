import type { Analyzer } from '../../../../layers/index.ts';
import { checkPackage, foundPackage, type SoftwareFact, VERSION_1 } from './facts.ts';

const METADATA = /\.dist-info\/METADATA$|\.egg-info\/PKG-INFO$|\/EGG-INFO\/PKG-INFO$|\.egg-info$/;

/** Installed Python distributions: wheels, eggs, and the single `.egg-info` files of distutils. */
export const pythonPackage: Analyzer<SoftwareFact> = {
  name: 'python-package',
  version: 2,
  earlier: VERSION_1,
  check: checkPackage,
  // Long descriptions are part of the file; nobody writes four megabytes of them.
  maxBytes: 4 * 1024 * 1024,
  wants: (path, entry) => entry.type === 'file' && METADATA.test(path),
  analyze: ({ path, bytes }) => readMetadata(path, bytes),
};

/** The headers end at the first empty line (core metadata specification). */
function readMetadata(path: string, bytes: Buffer): SoftwareFact[] {
  const headers = bytes.toString('utf8').split(/\r?\n\r?\n/, 1)[0] ?? '';
  const name = header(headers, 'Name');
  const version = header(headers, 'Version');
  if (name === '' || version === '') throw new Error('metadata has no Name or Version');
  const normal = normaliseName(name);
  const fact = { type: 'pypi', name: normal, version, arch: '', sourceName: normal, sourceVersion: version, path };
  return [foundPackage(fact)];
}

function header(headers: string, key: string): string {
  return new RegExp(`^${key}:(.*)$`, 'im').exec(headers)?.[1]?.trim() ?? '';
}

/** PEP 503: names that differ in case and in runs of `-`, `_`, `.` are the same project. */
function normaliseName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}
