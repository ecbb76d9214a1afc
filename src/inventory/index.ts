export { type CachedFacts, type FactKey, findLayerFacts, saveLayerFacts } from './layer-facts/layer-facts.ts';
export { type FoundImage, findImage, readImageId } from './list/find-image.ts';
export type { FacetField, Image } from './list/image-row.ts';
export { type ImageStage, listImageStages } from './list/list-image-stages.ts';
export { type ImageName, nameImages } from './list/name-images.ts';
export { openSqlImageList } from './list/sql.ts';
export { lockProject } from './lock-project.ts';
export { inventoryHandlers } from './purge/handlers.ts';
export { purgeInventoryJob } from './purge/jobs.ts';
export { addManifestsToJudge, takeManifestsToJudge } from './rejudge/manifests-to-judge.ts';
export { addPackagesToMatch, takePackagesToMatch } from './rejudge/packages-to-match.ts';
export { findUnjudged, type ManifestPlace } from './units/find-unjudged.ts';
export { loadImageConfig, type StoredConfig, saveImageConfig } from './units/image-config.ts';
export { loadManifest, type ManifestLayer, type ScannableManifest, saveDiffIds } from './units/load-manifest.ts';
export { loadScanTimes } from './units/scan-times.ts';
export { isScanWanted } from './units/scan-wanted.ts';
export type { NamedImage } from './units/select-named-units.ts';
export {
  type ScanSelection,
  scanUnitPages,
  selectScanUnits,
  selectsMoreThan,
  type WideSelection,
} from './units/select-scan-units.ts';
export { unscannedUnits } from './units/unscanned-units.ts';
export { deleteImages } from './write/delete-images.ts';
export {
  countImages,
  imageIdsOf,
  type KnownManifest,
  type KnownRepository,
  type KnownTag,
  knownManifests,
  knownRepositories,
  knownTags,
  someImageIds,
} from './write/known-images.ts';
export type { LatestHints } from './write/latest-version.ts';
export { lockManifestShared } from './write/lock-manifest.ts';
export { plausibleTimestamp } from './write/plausible-timestamp.ts';
export { type StoredRisk, type StoredRule, saveBuildCommandRisks } from './write/save-build-command-risks.ts';
export { type StoredManifest, saveManifests } from './write/save-manifests.ts';
export { listStoredPackages, type StoredPackage, savePackages } from './write/save-packages.ts';
export { type ScanResult, saveScanResult, saveScanResults } from './write/save-scan-result.ts';
export { listStageResults, type StageResults, saveStageResults } from './write/save-stage-results.ts';
export { saveStageVersions } from './write/save-stage-versions.ts';
export { setScanStatus } from './write/set-scan-status.ts';
export type { SyncedImage } from './write/synced-image.ts';
export { type WriteCounts, type WriteOptions, writeImages } from './write/write-images.ts';
