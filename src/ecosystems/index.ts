export { compareVersions, findScheme } from './compare-versions.ts';
export { type Distribution, findDistribution } from './distribution.ts';
export type { Ecosystem, OsRelease } from './ecosystem.ts';
export { findEcosystem } from './families.ts';
export { identify, UNKNOWN_ECOSYSTEM } from './identify.ts';
export { comparableEcosystem, comparableName, concerningEcosystems } from './names.ts';
export type { VersionScheme } from './versions/scheme.ts';
export { semver } from './versions/semver.ts';
