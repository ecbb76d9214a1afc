import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether `npm ci` has nothing to do: what the lock file asks for is there, in the same versions. False when an installation was
 * interrupted, because npm writes its own lock file last, and when the checkout has moved to other packages since.
 *
 * Packages that may be absent, such as those of other platforms, count only where they are there.
 *
 * @param {string} folder of package-lock.json and node_modules
 * @returns {boolean}
 */
export function packagesAreInstalled(folder) {
  const wanted = readPackages(join(folder, 'package-lock.json'));
  const installed = readPackages(join(folder, 'node_modules/.package-lock.json'));
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    const found = installed[path];
    return path === '' || (found === undefined ? Boolean(optional || devOptional) : found.version === version);
  });
}

/** A file that is absent or cut off names no package. */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}
