import { listImageBuildCommandRisks } from './findings/list-image-build-command-risks.ts';
import { listImageBuildCommandRisksImages } from './findings/list-image-build-command-risks-images.ts';
import { listImageVulnerabilities } from './findings/list-image-vulnerabilities.ts';
import { listVulRepoImage } from './findings/list-vul-repo-image.ts';
import { listVulnerabilityCve } from './findings/list-vulnerability-cve.ts';
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
import type { AnswerOf, BodyOf, Operation, QueryOf } from './schema/operation.ts';
import { createImageSynchronizeTask } from './tasks/create-image-synchronize-task.ts';
import { createManualImageScanTask } from './tasks/create-manual-image-scan-task.ts';
import { listAssociateRegistries } from './tasks/list-associate-registries.ts';
import { listImageScanTask } from './tasks/list-image-scan-task.ts';
import { stopImageScanTask } from './tasks/stop-image-scan-task.ts';

/** Operations of the HSS v5 image API that are served, in the order of the documentation. */
export const VENDOR_OPERATIONS = {
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
} satisfies Readonly<Record<string, Operation>>;

/** What the vendor has no call for (docs/adr/0014). */
export const OWN_OPERATIONS = {
  listImageScanStages,
  listAdvisorySources,
} satisfies Readonly<Record<string, Operation>>;

/** Every operation that is served. `api/handlers` has a handler for each, which the compiler checks. */
export const OPERATIONS = { ...VENDOR_OPERATIONS, ...OWN_OPERATIONS };

export type OperationName = keyof typeof OPERATIONS;

/** What the query, the body and the answer of an operation hold. */
export type Query<Name extends OperationName> = QueryOf<(typeof OPERATIONS)[Name]>;
export type Body<Name extends OperationName> = BodyOf<(typeof OPERATIONS)[Name]>;
export type Answer<Name extends OperationName> = AnswerOf<(typeof OPERATIONS)[Name]>;

/** One row of an answer that is a page. */
export type Row<Name extends OperationName> =
  Answer<Name> extends { readonly data_list?: readonly (infer One)[] } ? One : never;
