export { appendChange, type ImageChange } from './append-change.ts';
export { deleteImages } from './delete-images.ts';
export { type FoundImage, findImage, type ImageKey } from './find-image.ts';
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
export { type ImageApp, listImageApps } from './list-image-apps.ts';
export {
  type ImageVulnerability,
  listImageVulnerabilities,
  type VulnerabilityFilter,
} from './list-image-vulnerabilities.ts';
export { listImages } from './list-images.ts';
export { listVulnerabilityCves, type VulnerabilityCve } from './list-vulnerability-cves.ts';
export { listVulnerableImages, type VulnerableImage, type VulnerableImageFilter } from './list-vulnerable-images.ts';
export { type LockedProject, lockProject } from './lock-project.ts';
export { type StoredLayer, type StoredManifest, saveManifests } from './save-manifests.ts';
export { type ScanResult, saveScanResult } from './save-scan-result.ts';
export { setScanStatus } from './set-scan-status.ts';
export { type SyncedImage, type WriteCounts, type WriteTarget, writeImages } from './write-images.ts';
