export { type AdvisorySourceStatus, listAdvisorySources, withoutSecrets } from './advisory-status.ts';
export { coveredEcosystems } from './covered-ecosystems.ts';
export type { FeedLimits } from './feeds/feed.ts';
export { loadAdvisories } from './load/load-advisories.ts';
export { retireSources } from './load/retire-sources.ts';
export type { AdvisoryChanges } from './load/swap-advisories.ts';
export { lockAdvisoriesShared } from './lock-advisories.ts';
export { type MatchablePackage, matchPackages, type PackageMatch } from './match/match-packages.ts';
export { currentSnapshot } from './snapshot.ts';
