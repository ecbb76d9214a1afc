export { appendChange, type ImageChange } from './append-change.ts';
export { believableTime } from './believable-time.ts';
export { deleteImages } from './delete-images.ts';
export { type FoundImage, findImage, type ImageKey, readImageId } from './find-image.ts';
export {
  findManifestsOfEcosystems,
  findPackagesByKeys,
  findScannedManifests,
  loadScanTimes,
  type PackageKey,
} from './find-packages.ts';
export { judgeVulnerabilities, type VulnerabilityVerdict } from './judge-vulnerabilities.ts';
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
} from './known-images.ts';
export type { LatestHints } from './latest-version.ts';
export { type AnalyzerFacts, findLayerFacts, type ReadLayer, saveLayerFacts } from './layer-facts.ts';
export { type ImageApp, listImageApps } from './list-image-apps.ts';
export { type ImageStage, listImageStages } from './list-image-stages.ts';
export {
  type ImageVulnerability,
  listImageVulnerabilities,
  type VulnerabilityFilter,
} from './list-image-vulnerabilities.ts';
export { listImages } from './list-images.ts';
export { listVulnerabilityCves, type VulnerabilityCve } from './list-vulnerability-cves.ts';
export { listVulnerableImages, type VulnerableImage, type VulnerableImageFilter } from './list-vulnerable-images.ts';
export { loadManifest, type ManifestLayer, type ScannableManifest, saveDiffIds } from './load-manifest.ts';
export { type LockedProject, lockProject } from './lock-project.ts';
export { purgeInventory } from './purge-inventory.ts';
export { type StoredLayer, type StoredManifest, saveManifests } from './save-manifests.ts';
export { type StoredPackage, savePackages } from './save-packages.ts';
export { type ScanResult, saveScanResult, saveScanResults } from './save-scan-result.ts';
export { listStages, listStagesOfAll, saveStages, saveStagesOfAll } from './save-stages.ts';
export { isScanWanted } from './scan-wanted.ts';
export type { NamedImage, ScanUnit } from './select-named-units.ts';
export {
  type ScanSelection,
  scanUnitPages,
  selectScanUnits,
  selectsMoreThan,
  type WideSelection,
} from './select-scan-units.ts';
export { setScanStatus } from './set-scan-status.ts';
export { unscannedUnits } from './unscanned-units.ts';
export { type SyncedImage, type WriteCounts, type WriteTarget, writeImages } from './write-images.ts';
