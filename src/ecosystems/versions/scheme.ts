import { AppError } from '../../model/index.ts';

/** How the versions of some ecosystems are ordered. One file per scheme, listed in `index.ts`. */
export interface VersionScheme {
  /** What people call it, for evidence and error messages. */
  readonly name: string;
  /**
   * A total order over the versions it can parse: below 0, 0 or above 0.
   * @throws AppError `unreadable` with the version as subject when either cannot be parsed
   */
  compare(a: string, b: string): number;
  /**
   * How an installed version stands to a version that an advisory names, where that is not the plain order
   * (a local build, a release left out). Absent: `compare`.
   */
  compareInstalled?(installed: string, named: string): number;
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
