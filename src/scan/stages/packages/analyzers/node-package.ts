import type { Analyzer } from '../../../../layers/index.ts';
import { checkPackage, foundPackage, type SoftwareFact, VERSION_1 } from './facts.ts';

const MANIFEST = /(^|\/)node_modules\/.+\/package\.json$/;
/** The folder of an installed package; deeper manifests belong to its tests, bundles and parts. */
const PACKAGE_ROOT = /(^|\/)node_modules\/(@[^/]+\/)?[^/@][^/]*\/package\.json$/;

/** Packages installed for Node.js: any manifest below node_modules that has a name and a version. */
export const nodePackage: Analyzer<SoftwareFact> = {
  name: 'node-package',
  version: 2,
  earlier: VERSION_1,
  check: checkPackage,
  // A JSON bomb: nested arrays take a hundred times their text in memory. Manifests with a readme in them reach 1 MiB.
  maxBytes: 4 * 1024 * 1024,
  wants: (path, entry) => entry.type === 'file' && path.endsWith('/package.json') && MANIFEST.test(path),
  analyze: ({ path, bytes }) => readManifest(path, bytes),
};

/** Broken manifests are shipped as test data by well-known packages, so only those of package folders are reported. */
function readManifest(path: string, bytes: Buffer): SoftwareFact[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch (error) {
    if (PACKAGE_ROOT.test(path)) throw error;
  }
  const { name, version } = isRecord(manifest) ? manifest : {};
  if (typeof name !== 'string' || typeof version !== 'string' || name === '' || version === '') return [];
  return [foundPackage({ type: 'npm', name, version, arch: '', sourceName: name, sourceVersion: version, path })];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
