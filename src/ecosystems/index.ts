export { type Distribution, findDistribution } from './distribution.ts';
export { identify } from './identify.ts';
export { comparableEcosystem, comparableName, concerningEcosystems } from './names.ts';
export type { OsRelease } from './os-release.ts';
export { rpm } from './versions/rpm.ts';
export type { VersionScheme } from './versions/scheme.ts';
export { compareVersions, findScheme } from './versions/schemes.ts';
export { semver } from './versions/semver.ts';
