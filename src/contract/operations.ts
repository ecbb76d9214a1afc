import { addRegistry } from './add-registry.ts';
import { createManualImageScanTask, stopImageScanTask } from './create-manual-image-scan-task.ts';
import { batchDeleteRegistry, deleteRegistry } from './delete-registry.ts';
import { listAdvisorySources } from './list-advisory-sources.ts';
import { listImageApps } from './list-image-apps.ts';
import { listImageScanStages } from './list-image-scan-stages.ts';
import { listImageScanTask } from './list-image-scan-task.ts';
import { listImageVulnerabilities } from './list-image-vulnerabilities.ts';
import { listRegistry, listRegistryStatistics } from './list-registry.ts';
import { listRegistryImages } from './list-registry-images.ts';
import { listVulRepoImage } from './list-vul-repo-image.ts';
import { listVulnerabilityCve } from './list-vulnerability-cve.ts';
import type { Operation } from './operation.ts';
import { createImageSynchronizeTask, listAssociateRegistries } from './synchronize-images.ts';
import { updateRegistry } from './update-registry.ts';

/** Operations of the HSS v5 image API that are served, in the order of the documentation. */
export const VENDOR_OPERATIONS: readonly Operation[] = [
  listRegistryImages,
  addRegistry,
  listRegistry,
  updateRegistry,
  deleteRegistry,
  batchDeleteRegistry,
  listRegistryStatistics,
  createImageSynchronizeTask,
  listAssociateRegistries,
  createManualImageScanTask,
  stopImageScanTask,
  listImageScanTask,
  listImageVulnerabilities,
  listVulnerabilityCve,
  listImageApps,
  listVulRepoImage,
];

/** What the vendor has no call for (docs/adr/0014). */
export const OWN_OPERATIONS: readonly Operation[] = [listImageScanStages, listAdvisorySources];

export const OPERATIONS: readonly Operation[] = [...VENDOR_OPERATIONS, ...OWN_OPERATIONS];
