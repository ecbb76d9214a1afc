import { OPERATIONS, type OperationName } from '../contract/index.ts';
import { listImageBuildCommandRisks } from './findings/list-image-build-command-risks.ts';
import { listImageBuildCommandRisksImages } from './findings/list-image-build-command-risks-images.ts';
import { listImageVulnerabilities } from './findings/list-image-vulnerabilities.ts';
import { listVulRepoImage } from './findings/list-vul-repo-image.ts';
import { listVulnerabilityCve } from './findings/list-vulnerability-cve.ts';
import type { Endpoint, Handler } from './http/handler.ts';
import { listImageApps } from './images/list-image-apps.ts';
import { listRegistryImages } from './images/list-registry-images.ts';
import { listAdvisorySources } from './own/list-advisory-sources.ts';
import { listImageScanStages } from './own/list-image-scan-stages.ts';
import { addRegistry } from './registries/add-registry.ts';
import { batchDeleteRegistry } from './registries/batch-delete-registry.ts';
import { deleteRegistry } from './registries/delete-registry.ts';
import { listRegistry } from './registries/list-registry.ts';
import { listRegistryStatistics } from './registries/list-registry-statistics.ts';
import { updateRegistry } from './registries/update-registry.ts';
import { createImageSynchronizeTask } from './tasks/create-image-synchronize-task.ts';
import { createManualImageScanTask } from './tasks/create-manual-image-scan-task.ts';
import { listAssociateRegistries } from './tasks/list-associate-registries.ts';
import { listImageScanTask } from './tasks/list-image-scan-task.ts';
import { stopImageScanTask } from './tasks/stop-image-scan-task.ts';

/** The handler of every operation of the contract; without one, or with one too many, this does not compile. */
const HANDLERS: { readonly [Name in OperationName]: Handler<Name> } = {
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
  listImageBuildCommandRisks,
  listImageBuildCommandRisksImages,
  listImageScanStages,
  listAdvisorySources,
};

/** Every operation with its handler, in the order of the contract. */
export const ENDPOINTS: readonly Endpoint[] = (Object.keys(OPERATIONS) as OperationName[]).map((name) => ({
  operation: OPERATIONS[name],
  handle: HANDLERS[name] as Endpoint['handle'],
}));
