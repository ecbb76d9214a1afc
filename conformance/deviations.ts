/** Intended differences between what is served and what the vendor documents, each with its reason. */
export interface Deviation {
  readonly reason: string;
  /** `operation place keyword: vendor -> ours`; `undefined` means that the document does not say it. */
  readonly differences: readonly string[];
}

export const deviations: readonly Deviation[] = [
  {
    reason: 'The image list documents 1 to 200, its siblings 10 to 200: one range for all (docs/adr/0008, 4).',
    differences: [
      'ListAssociateRegistries query limit minimum: 10 -> 1',
      'ListRegistry query limit minimum: 10 -> 1',
      'ListImageScanTask query limit minimum: 10 -> 1',
      'ListImageApps query limit minimum: 10 -> 1',
      'ListImageVulnerabilities query limit minimum: 10 -> 1',
      'ListVulRepoImage query limit minimum: 10 -> 1',
      'ListImageBuildCommandRisks query limit minimum: 10 -> 1',
      'ListImageBuildCommandRisksImages query limit minimum: 10 -> 1',
    ],
  },
  {
    reason:
      'The image type of an OCI registry is "other", and every image type is a legal question everywhere (docs/adr/0008, 8).',
    differences: [
      'CreateManualImageScanTask body.query_info.image_type enum: harbor instance_image jfrog private_image shared_image -> harbor instance_image jfrog other private_image shared_image',
      'ListRegistryImages query image_type enum: harbor instance_image jfrog private_image shared_image -> harbor instance_image jfrog other private_image shared_image',
      'ListRegistryImages answer.data_list[].image_type enum: harbor instance_image jfrog private_image shared_image -> harbor instance_image jfrog other private_image shared_image',
      'ListRegistryImages answer.data_list[].association_images[].image_type enum: harbor instance_image jfrog private_image shared_image -> harbor instance_image jfrog other private_image shared_image',
      'ListImageApps query image_type enum: cicd harbor instance_image private_image shared_image -> cicd harbor instance_image jfrog other private_image shared_image',
      'ListImageVulnerabilities query image_type enum: cicd harbor instance_image jfrog private_image shared_image -> cicd harbor instance_image jfrog other private_image shared_image',
      'ListImageBuildCommandRisksImages answer.data_list[].image_type enum: cicd harbor instance_image jfrog private_image shared_image -> cicd harbor instance_image jfrog other private_image shared_image',
      'ListVulRepoImage answer.data_list[].image_type enum: private_image shared_image -> harbor instance_image jfrog other private_image shared_image',
    ],
  },
  {
    reason: 'Every state that a row can have can be asked for (docs/adr/0008, 11).',
    differences: [
      'CreateManualImageScanTask body.query_info.scan_status enum: download_failed failed image_oversized scanning success unscan -> download_failed failed image_oversized scanning success unscan waiting_for_scan',
      'ListRegistryImages query scan_status enum: failed scanning success unscan waiting_for_scan -> download_failed failed image_oversized scanning success unscan waiting_for_scan',
    ],
  },
  {
    reason: 'Any OCI or Docker v2 registry can be connected, as type Other (docs/adr/0008, 8).',
    differences: ['AddRegistry body.registry_type enum: Harbor Jfrog -> Harbor Jfrog Other'],
  },
  {
    reason: 'A registry without credentials is read anonymously.',
    differences: [
      'AddRegistry body.registry_username required: true -> undefined',
      'AddRegistry body.registry_username minLength: 1 -> undefined',
      'AddRegistry body.registry_password required: true -> undefined',
      'AddRegistry body.registry_password minLength: 1 -> undefined',
      'ListRegistry answer.data_list[].registry_username minLength: 1 -> undefined',
      'UpdateRegistry body.registry_username minLength: 1 -> undefined',
      'UpdateRegistry body.registry_password minLength: 1 -> undefined',
    ],
  },
  {
    reason: 'The access tokens that registries hand out as passwords are longer than 128 characters.',
    differences: [
      'AddRegistry body.registry_password maxLength: 128 -> 4096',
      'UpdateRegistry body.registry_password maxLength: 128 -> 4096',
    ],
  },
  {
    reason: 'Ours: the repositories of a registry that refuses to list them.',
    differences: [
      'AddRegistry body.repositories type: undefined -> array',
      'AddRegistry body.repositories maxItems: undefined -> 10000',
      'AddRegistry body.repositories[] type: undefined -> string',
      'AddRegistry body.repositories[] minLength: undefined -> 1',
      'AddRegistry body.repositories[] maxLength: undefined -> 255',
      'UpdateRegistry body.repositories type: undefined -> array',
      'UpdateRegistry body.repositories maxItems: undefined -> 10000',
      'UpdateRegistry body.repositories[] type: undefined -> string',
      'UpdateRegistry body.repositories[] minLength: undefined -> 1',
      'UpdateRegistry body.repositories[] maxLength: undefined -> 255',
    ],
  },
  {
    reason: 'The vendor answers nothing; the id of what was created is harmless to every client and saves a search.',
    differences: [
      'AddRegistry answer required: undefined -> false',
      'AddRegistry answer type: undefined -> object',
      'AddRegistry answer.id type: undefined -> string',
      'AddRegistry answer.id minLength: undefined -> 1',
      'AddRegistry answer.id maxLength: undefined -> 64',
      'CreateImageSynchronizeTask answer required: undefined -> false',
      'CreateImageSynchronizeTask answer type: undefined -> object',
      'CreateImageSynchronizeTask answer.task_id type: undefined -> string',
      'CreateImageSynchronizeTask answer.task_id minLength: undefined -> 1',
      'CreateImageSynchronizeTask answer.task_id maxLength: undefined -> 64',
      'CreateManualImageScanTask answer required: undefined -> false',
      'CreateManualImageScanTask answer type: undefined -> object',
      'CreateManualImageScanTask answer.task_id type: undefined -> string',
      'CreateManualImageScanTask answer.task_id minLength: undefined -> 1',
      'CreateManualImageScanTask answer.task_id maxLength: undefined -> 64',
    ],
  },
  {
    reason: 'Sizes are 64 bits: an image above 2 GB has its size, uncut (docs/adr/0008, 2).',
    differences: [
      'ListRegistryImages query image_size maximum: 2147483547 -> 9223372036854776000',
      'ListRegistryImages answer.data_list[].image_size maximum: 2147483547 -> 9223372036854776000',
    ],
  },
  {
    reason: 'No cap on how many registries, images or tasks there may be; the type of the field is the bound.',
    differences: [
      'ListRegistry answer.data_list[].images_num maximum: 20000 -> 2147483647',
      'ListRegistry answer.total_num maximum: 100 -> 2147483647',
      'ListRegistryStatistics answer.fail_num maximum: 100 -> 2147483647',
      'ListRegistryStatistics answer.success_num maximum: 100 -> 2147483647',
      'ListImageScanTask answer.total_num maximum: 1000 -> 2147483647',
    ],
  },
  {
    reason: 'A page has at most `limit` rows, which is at most 200.',
    differences: [
      'ListRegistry answer.data_list maxItems: 100 -> 200',
      'ListImageScanTask answer.data_list maxItems: 1000 -> 200',
      'ListVulRepoImage answer.data_list maxItems: 10000 -> 200',
    ],
  },
  {
    reason: 'Empty where nothing was given.',
    differences: [
      'ListRegistry answer.data_list[].namespace minLength: 1 -> undefined',
      'ListRegistry answer.data_list[].connect_cluster_id minLength: 1 -> undefined',
    ],
  },
  {
    reason:
      'Names have up to 255 characters, tags 128, sha512 digests 135, reasons are sentences: nothing is cut, and what is answered can be asked for.',
    differences: [
      'ListRegistryImages answer.data_list[].namespace maxLength: 64 -> 255',
      'ListRegistryImages answer.data_list[].image_name maxLength: 128 -> 255',
      'ListRegistryImages answer.data_list[].image_id maxLength: 64 -> 128',
      'ListRegistryImages answer.data_list[].image_digest maxLength: 128 -> 135',
      'ListRegistryImages answer.data_list[].image_version maxLength: 64 -> 128',
      'ListRegistryImages answer.data_list[].association_images[].image_id maxLength: 64 -> 128',
      'ListRegistryImages answer.data_list[].association_images[].image_name maxLength: 128 -> 255',
      'ListRegistryImages answer.data_list[].association_images[].image_version maxLength: 64 -> 128',
      'ListRegistryImages answer.data_list[].association_images[].namespace maxLength: 64 -> 255',
      'ListRegistryImages answer.data_list[].association_images[].image_digest maxLength: 128 -> 135',
      'ListImageScanTask answer.data_list[].failed_reason maxLength: 128 -> 4096',
      'ListImageScanTask answer.data_list[].failed_images[].image_name maxLength: 128 -> 255',
      'ListImageScanTask answer.data_list[].failed_images[].namespace maxLength: 128 -> 255',
      'ListImageScanTask answer.data_list[].failed_images[].failed_reason maxLength: 128 -> 4096',
      'ListImageVulnerabilities query namespace maxLength: 64 -> 255',
      'ListImageBuildCommandRisksImages answer.data_list[].namespace maxLength: 64 -> 255',
      'ListImageBuildCommandRisksImages answer.data_list[].image_name maxLength: 128 -> 255',
      'ListImageBuildCommandRisksImages answer.data_list[].image_digest maxLength: 128 -> 135',
      'ListImageVulnerabilities query image_name maxLength: 128 -> 255',
      'ListImageVulnerabilities query tag_name maxLength: 64 -> 128',
    ],
  },
  {
    reason: 'Ours: what a platform image runs on, so that the children of an index can be told apart.',
    differences: [
      'ListRegistryImages answer.data_list[].association_images[].platform type: undefined -> object',
      'ListRegistryImages answer.data_list[].association_images[].platform.os type: undefined -> string',
      'ListRegistryImages answer.data_list[].association_images[].platform.architecture type: undefined -> string',
      'ListRegistryImages answer.data_list[].association_images[].platform.variant type: undefined -> string',
      'ListRegistryImages answer.data_list[].association_images[].platform.os_version type: undefined -> string',
    ],
  },
  {
    reason: 'Ours: the reason of a broken connection in words.',
    differences: ['ListRegistry answer.data_list[].fail_detail type: undefined -> string'],
  },
  {
    reason: 'Names, paths, versions and texts of advisories are answered whole.',
    differences: [
      'ListImageApps answer.data_list[].app_name maxLength: 64 -> undefined',
      'ListImageApps answer.data_list[].app_version maxLength: 128 -> undefined',
      'ListImageVulnerabilities answer.data_list[].description maxLength: 128 -> undefined',
      'ListImageVulnerabilities answer.data_list[].position maxLength: 128 -> undefined',
      'ListImageVulnerabilities answer.data_list[].app_name maxLength: 128 -> undefined',
      'ListImageVulnerabilities answer.data_list[].app_path maxLength: 512 -> 4096',
      'ListImageVulnerabilities answer.data_list[].version maxLength: 128 -> undefined',
      'ListImageVulnerabilities answer.data_list[].solution maxLength: 256 -> undefined',
      'ListImageVulnerabilities answer.data_list[].url maxLength: 128 -> undefined',
    ],
  },
  {
    reason:
      'Ours: the evidence of a finding: rating, fixed version, advisories, packages, and which platform image it is of.',
    differences: [
      'ListImageVulnerabilities answer.data_list[].severity_level type: undefined -> string',
      'ListImageVulnerabilities answer.data_list[].severity_level enum: undefined -> High Low Medium',
      'ListImageVulnerabilities answer.data_list[].cvss_score type: undefined -> number',
      'ListImageVulnerabilities answer.data_list[].cvss_score format: undefined -> float',
      'ListImageVulnerabilities answer.data_list[].cvss_score minimum: undefined -> 0',
      'ListImageVulnerabilities answer.data_list[].cvss_score maximum: undefined -> 10',
      'ListImageVulnerabilities answer.data_list[].fixed_version type: undefined -> string',
      'ListImageVulnerabilities answer.data_list[].advisory_ids type: undefined -> array',
      'ListImageVulnerabilities answer.data_list[].advisory_ids[] type: undefined -> string',
      'ListImageVulnerabilities answer.data_list[].packages type: undefined -> array',
      'ListImageVulnerabilities answer.data_list[].packages[] type: undefined -> string',
      'ListImageVulnerabilities answer.data_list[].image_digest type: undefined -> string',
      'ListImageVulnerabilities answer.data_list[].image_digest maxLength: undefined -> 135',
    ],
  },
  {
    reason: 'Lists in a request have a bound, so that one request is a bounded amount of work.',
    differences: [
      'BatchDeleteRegistry body.ids maxItems: undefined -> 1000',
      'BatchDeleteRegistry body.ids[] minLength: undefined -> 1',
      'BatchDeleteRegistry body.ids[] maxLength: undefined -> 64',
      'CreateImageSynchronizeTask body.registry_info maxItems: undefined -> 1000',
      'CreateManualImageScanTask body.image_info maxItems: undefined -> 10000',
    ],
  },
  {
    reason: 'The vendor leaves the page undescribed; it is that of the siblings.',
    differences: [
      'ListVulnerabilityCve query offset minimum: undefined -> 0',
      'ListVulnerabilityCve query offset maximum: undefined -> 2000000',
      'ListVulnerabilityCve query offset default: undefined -> 0',
      'ListVulnerabilityCve query limit minimum: undefined -> 1',
      'ListVulnerabilityCve query limit maximum: undefined -> 200',
      'ListVulnerabilityCve query limit default: undefined -> 10',
    ],
  },
  {
    reason: 'The vendor names no bound; this is what the type holds or the value can be.',
    differences: [
      'ListAssociateRegistries answer.total_num minimum: undefined -> 0',
      'ListAssociateRegistries answer.total_num maximum: undefined -> 2147483647',
      'CreateManualImageScanTask body.scan_scope maximum: undefined -> 2147483647',
      'CreateManualImageScanTask body.image_info[].id minimum: undefined -> 0',
      'CreateManualImageScanTask body.image_info[].id maximum: undefined -> 9223372036854776000',
      'ListImageScanTask query scan_scope maximum: undefined -> 2147483647',
      'ListImageScanTask answer.data_list[].scan_scope maximum: undefined -> 2147483647',
      'ListVulnerabilityCve answer.total_num minimum: undefined -> 0',
      'ListVulnerabilityCve answer.total_num maximum: undefined -> 2147483647',
      'ListVulnerabilityCve answer.data_list[].cvss_score minimum: undefined -> 0',
      'ListVulnerabilityCve answer.data_list[].cvss_score maximum: undefined -> 10',
      'ListVulnerabilityCve answer.data_list[].publish_time minimum: undefined -> 0',
      'ListVulnerabilityCve answer.data_list[].publish_time maximum: undefined -> 9223372036854776000',
    ],
  },
];
