import { listImageVulnerabilities } from './findings/list-image-vulnerabilities.ts';
import { listVulRepoImage } from './findings/list-vul-repo-image.ts';
import { listVulnerabilityCve } from './findings/list-vulnerability-cve.ts';
import { listImageApps } from './images/list-image-apps.ts';
import { listRegistryImages } from './images/list-registry-images.ts';
import { listAdvisorySources } from './own/list-advisory-sources.ts';
import { listImageScanStages } from './own/list-image-scan-stages.ts';
import { addRegistry } from './registries/add-registry.ts';
import { batchDeleteRegistry, deleteRegistry } from './registries/delete-registry.ts';
import { listRegistry, listRegistryStatistics } from './registries/list-registry.ts';
import { updateRegistry } from './registries/update-registry.ts';
import type { Operation } from './schema/operation.ts';
import { createManualImageScanTask, stopImageScanTask } from './tasks/create-manual-image-scan-task.ts';
import { listImageScanTask } from './tasks/list-image-scan-task.ts';
import { createImageSynchronizeTask, listAssociateRegistries } from './tasks/synchronize-images.ts';

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
