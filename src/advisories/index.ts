export { type AdvisorySourceStatus, listAdvisorySources, withoutSecrets } from './advisory-status.ts';
export { checkEnrichmentSources } from './feeds/index.ts';
export { loadAdvisories } from './load/load-advisories.ts';
export { loadEnrichments } from './load/load-enrichments.ts';
export { retireSources } from './load/retire-sources.ts';
export type { AdvisoryChanges } from './load/swap-advisories.ts';
export { coveredEcosystems, currentSnapshot, findEnrichments, lockAdvisoriesShared } from './loaded-advisories.ts';
export { type MatchablePackage, matchPackages, type PackageMatch } from './match/match-packages.ts';
export type { SourceLimits } from './sources/source.ts';
