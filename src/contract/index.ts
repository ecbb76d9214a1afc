export { ImageVulInfo, listImageVulnerabilities } from './findings/list-image-vulnerabilities.ts';
export { listVulRepoImage, VulRepoImageInfo } from './findings/list-vul-repo-image.ts';
export { ImageVulCveInfo, listVulnerabilityCve } from './findings/list-vulnerability-cve.ts';
export { ImageAppsInfo, listImageApps } from './images/list-image-apps.ts';
export { type ListRegistryImagesQuery, listRegistryImages } from './images/list-registry-images.ts';
export { AssociateImagesInfo, RegistryImagesInfo } from './images/registry-image.ts';
export type { ApiDocument, ApiOperation, ApiParameter, ApiResponse, ApiSchema } from './openapi/api-document.ts';
export { describeApi, printApi } from './openapi/openapi.ts';
export { OPERATIONS } from './operations.ts';
export { AdvisorySource, listAdvisorySources } from './own/list-advisory-sources.ts';
export { ImageScanStage, listImageScanStages } from './own/list-image-scan-stages.ts';
export { AddRegistryRequestBody, addRegistry } from './registries/add-registry.ts';
export { batchDeleteRegistry, deleteRegistry } from './registries/delete-registry.ts';
export { listRegistry, listRegistryStatistics, RegistryInfo } from './registries/list-registry.ts';
export { UpdateRegistryRequestBody, updateRegistry } from './registries/update-registry.ts';
export type { Operation, Parsed } from './schema/operation.ts';
export { parseBody } from './schema/parse-body.ts';
export { parseParams } from './schema/parse-params.ts';
export { parseQuery } from './schema/parse-query.ts';
export {
  type ImageTypeWord,
  imageTypeWord,
  registryTypeOf,
  registryTypeOfImageType,
  registryTypeWord,
  scanStatusOf,
  scanStatusWord,
  severityOf,
  severityWord,
} from './schema/words.ts';
export {
  CreateManualImageScanTaskReqInfo,
  createManualImageScanTask,
  stopImageScanTask,
} from './tasks/create-manual-image-scan-task.ts';
export { ImageScanTaskInfo, ImageScanTaskInfoFailedImages, listImageScanTask } from './tasks/list-image-scan-task.ts';
export {
  AssociateRegistriesResponseInfo,
  CreateImageSynchronizeTaskRequestInfo,
  createImageSynchronizeTask,
  listAssociateRegistries,
} from './tasks/synchronize-images.ts';
