import { AppError } from '../model/index.ts';
import { findEcosystem } from './families.ts';
import type { VersionScheme } from './versions/scheme.ts';

/** How versions of an OSV ecosystem such as `Debian:12` are ordered; undefined for an ecosystem that is not known here. */
export function findScheme(ecosystem: string): VersionScheme | undefined {
  return findEcosystem(ecosystem)?.scheme;
}

/**
 * Orders two versions of one OSV ecosystem: below 0 when `a` is older, 0 when they are the same version, above 0
 * when `a` is newer.
 * @throws AppError `unreadable` for a version that the scheme cannot parse, `not_found` for an ecosystem without a scheme
 */
export function compareVersions(ecosystem: string, a: string, b: string): number {
  const scheme = findScheme(ecosystem);
  if (!scheme) throw new AppError('not_found', `no version scheme for ecosystem ${ecosystem}`, { subject: ecosystem });
  return scheme.compare(scheme.parse(a), scheme.parse(b));
}
