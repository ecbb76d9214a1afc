import { addRegistryEndpoint } from './add-registry.ts';
import { createImageSynchronizeTaskEndpoint } from './create-image-synchronize-task.ts';
import { createManualImageScanTaskEndpoint } from './create-manual-image-scan-task.ts';
import { batchDeleteRegistryEndpoint, deleteRegistryEndpoint } from './delete-registries.ts';
import type { Endpoint } from './endpoint.ts';
import { listAdvisorySourcesEndpoint } from './list-advisory-sources.ts';
import { listAssociateRegistriesEndpoint } from './list-associate-registries.ts';
import { listImageAppsEndpoint } from './list-image-apps.ts';
import { listImageScanStagesEndpoint } from './list-image-scan-stages.ts';
import { listImageScanTaskEndpoint } from './list-image-scan-task.ts';
import { listImageVulnerabilitiesEndpoint } from './list-image-vulnerabilities.ts';
import { listRegistryEndpoint } from './list-registry.ts';
import { listRegistryImagesEndpoint } from './list-registry-images.ts';
import { listRegistryStatisticsEndpoint } from './list-registry-statistics.ts';
import { listVulRepoImageEndpoint } from './list-vul-repo-image.ts';
import { listVulnerabilityCveEndpoint } from './list-vulnerability-cve.ts';
import { stopImageScanTaskEndpoint } from './stop-image-scan-task.ts';
import { updateRegistryEndpoint } from './update-registry.ts';

/** Every call of the v5 API that is served, in the order of the contract. One line per endpoint, nothing else registers routes. */
export const endpoints: readonly Endpoint[] = [
  listRegistryImagesEndpoint,
  addRegistryEndpoint,
  listRegistryEndpoint,
  updateRegistryEndpoint,
  deleteRegistryEndpoint,
  batchDeleteRegistryEndpoint,
  listRegistryStatisticsEndpoint,
  createImageSynchronizeTaskEndpoint,
  listAssociateRegistriesEndpoint,
  createManualImageScanTaskEndpoint,
  stopImageScanTaskEndpoint,
  listImageScanTaskEndpoint,
  listImageVulnerabilitiesEndpoint,
  listVulnerabilityCveEndpoint,
  listImageAppsEndpoint,
  listVulRepoImageEndpoint,
  listImageScanStagesEndpoint,
  listAdvisorySourcesEndpoint,
];
