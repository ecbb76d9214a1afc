import { parse, type SemVer } from 'semver';
import { refuseAbsurd, unreadableVersion, type VersionScheme } from './scheme.ts';

/**
 * npm packages. Order: https://semver.org/#spec-item-11. Grammar: SemVer 2.0.0 in the loose reading that npm itself
 * gives to installed versions (documentation of the npm CLI, "About semver"), so `v1.2.3` and `1.2.3beta` are read too.
 * Build metadata after `+` does not take part in the order.
 */
export const semver: VersionScheme<SemVer> = {
  name: 'semver',
  parse: (text) => parseSemver(text, 'semver', true),
  compare: (a, b) => a.compare(b),
};

/** @throws AppError `unreadable`, also for pre-release numbers above 2^53 - 1, which would be rounded */
export function parseSemver(version: string, scheme: string, loose: boolean): SemVer {
  refuseAbsurd(scheme, version);
  const parsed = parse(version, { loose });
  const exact = parsed?.prerelease.every((part) => typeof part === 'number' || !/^\d+$/.test(part));
  if (!parsed || !exact) throw unreadableVersion(scheme, version);
  return parsed;
}
