import { AppError } from '../../model/index.ts';
import { apk } from './apk.ts';
import { dpkg } from './dpkg.ts';
import { go } from './go.ts';
import { pep440 } from './pep440.ts';
import { rpm } from './rpm.ts';
import type { VersionScheme } from './scheme.ts';
import { semver } from './semver.ts';

export { rpm } from './rpm.ts';
export type { VersionScheme } from './scheme.ts';
export { semver } from './semver.ts';

/** Every scheme with the OSV ecosystems that use it (https://ossf.github.io/osv-schema/#defined-ecosystems). */
export const SCHEMES: readonly { readonly scheme: VersionScheme; readonly ecosystems: readonly string[] }[] = [
  { scheme: dpkg, ecosystems: ['Debian', 'Ubuntu'] },
  { scheme: apk, ecosystems: ['Alpine', 'Wolfi', 'Chainguard'] },
  {
    scheme: rpm,
    ecosystems: [
      'AlmaLinux',
      'Rocky Linux',
      'Red Hat',
      'openSUSE',
      'SUSE',
      'Mageia',
      'openEuler',
      'Photon OS',
      'Azure Linux',
    ],
  },
  { scheme: semver, ecosystems: ['npm'] },
  { scheme: pep440, ecosystems: ['PyPI'] },
  { scheme: go, ecosystems: ['Go'] },
];

const BY_ECOSYSTEM = new Map(SCHEMES.flatMap(({ scheme, ecosystems }) => ecosystems.map((name) => [name, scheme])));

/** The scheme of an OSV ecosystem such as `Debian:12`; what follows the colon names a release and does not matter. */
export function findScheme(ecosystem: string): VersionScheme | undefined {
  return BY_ECOSYSTEM.get(ecosystem.split(':', 1)[0] ?? '');
}

/**
 * Orders two versions of one OSV ecosystem: below 0 when `a` is older, 0 when they are the same version, above 0
 * when `a` is newer.
 * @throws AppError `unreadable` for a version that the scheme cannot parse, `not_found` for an ecosystem without a scheme
 */
export function compareVersions(ecosystem: string, a: string, b: string): number {
  const scheme = findScheme(ecosystem);
  if (!scheme) throw new AppError('not_found', `no version scheme for ecosystem ${ecosystem}`, { subject: ecosystem });
  return scheme.compare(a, b);
}
