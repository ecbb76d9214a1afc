import { AppError } from '../../model/index.ts';

/** How the versions of some ecosystems are ordered. One file per scheme, named by the ecosystems that use it. */
export interface VersionScheme<Version = unknown> {
  /** What people call it, for evidence and error messages. */
  readonly name: string;
  /** @throws AppError `unreadable` with the text as subject when it is not a version of this scheme */
  parse(text: string): Version;
  /** A total order: below 0 when `a` is older, 0 when they are the same version, above 0 when `a` is newer. */
  compare(a: Version, b: Version): number;
  /**
   * How an installed version stands to a version that an advisory names, where that is not the plain order
   * (a local build, a release left out). Absent: `compare`.
   */
  compareInstalled?(installed: Version, named: Version): number;
}

/** Attack: megabytes of digits in a package database that every advisory would be compared with. */
const LONGEST = 512;

/** Refuses what no scheme reads, before a pattern sees it. */
export function refuseAbsurd(scheme: string, version: string): void {
  if (version.length === 0 || version.length > LONGEST) throw unreadableVersion(scheme, version);
}

export function unreadableVersion(scheme: string, version: string): AppError {
  const shown = version.length > 80 ? `${version.slice(0, 80)}…` : version;
  return new AppError('unreadable', `"${shown}" is not a ${scheme} version`, { subject: version });
}
