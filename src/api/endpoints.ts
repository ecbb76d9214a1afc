import { listImageVulnerabilitiesEndpoint } from './findings/list-image-vulnerabilities.ts';
import { listVulRepoImageEndpoint } from './findings/list-vul-repo-image.ts';
import { listVulnerabilityCveEndpoint } from './findings/list-vulnerability-cve.ts';
import type { Endpoint } from './http/endpoint.ts';
import { listImageAppsEndpoint } from './images/list-image-apps.ts';
import { listRegistryImagesEndpoint } from './images/list-registry-images.ts';
import { listAdvisorySourcesEndpoint } from './own/list-advisory-sources.ts';
import { listImageScanStagesEndpoint } from './own/list-image-scan-stages.ts';
import { addRegistryEndpoint } from './registries/add-registry.ts';
import { batchDeleteRegistryEndpoint, deleteRegistryEndpoint } from './registries/delete-registries.ts';
import { listRegistryEndpoint } from './registries/list-registry.ts';
import { listRegistryStatisticsEndpoint } from './registries/list-registry-statistics.ts';
import { updateRegistryEndpoint } from './registries/update-registry.ts';
import { createImageSynchronizeTaskEndpoint } from './tasks/create-image-synchronize-task.ts';
import { createManualImageScanTaskEndpoint } from './tasks/create-manual-image-scan-task.ts';
import { listAssociateRegistriesEndpoint } from './tasks/list-associate-registries.ts';
import { listImageScanTaskEndpoint } from './tasks/list-image-scan-task.ts';
import { stopImageScanTaskEndpoint } from './tasks/stop-image-scan-task.ts';

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
