/**
 * The vocabulary of the HSS wire. Left the word on the wire, right the word of the model;
 * `api` checks these tables against the model's types, because this room may not see it.
 */

export const REGISTRY_TYPE_WORDS = {
  SwrPrivate: 'swr-private',
  SwrShared: 'swr-shared',
  SwrEnterprise: 'swr-enterprise',
  Harbor: 'harbor',
  Jfrog: 'jfrog',
  Other: 'oci',
} as const;

/** An image type follows from the type of its registry; `other` is ours, the vendor has none for `Other`. */
export const IMAGE_TYPE_WORDS = {
  private_image: 'swr-private',
  shared_image: 'swr-shared',
  instance_image: 'swr-enterprise',
  harbor: 'harbor',
  jfrog: 'jfrog',
  other: 'oci',
} as const;

export const SCAN_STATUS_WORDS = {
  unscan: 'unscanned',
  success: 'succeeded',
  scanning: 'scanning',
  failed: 'failed',
  download_failed: 'download_failed',
  image_oversized: 'oversized',
  waiting_for_scan: 'queued',
} as const;

export const SEVERITY_WORDS = { Security: 'none', Low: 'low', Medium: 'medium', High: 'high' } as const;

/** Why a scan failed: the code on the wire and its text, as the vendor's page pairs them. */
export const SCAN_FAILURES = {
  unknown_error: 'Unknown error.',
  authentication_failed: 'Authentication failed.',
  download_failed: 'The image download failed. Contact technical support.',
  image_over_sized: 'The image is too large and cannot be scanned. Reduce the image size.',
  get_detail_info_not_found:
    'Image details failed to be obtained. The image is not found in the repository. Synchronize the latest images.',
  image_layer_over_sized: 'The image has too many layers and cannot be scanned. Reduce the image size.',
  schema_v1_not_support: 'Schema V1 images cannot be scanned. Upgrade to V2.',
  access_swr_failed: 'Failed to access SWR. Contact technical support.',
  swr_authentication_error:
    'The SWR authorization is missing. Refer to the image authorization guide to configure permissions.',
  failed_to_scan_vulnerability: 'The vulnerability scan failed.',
  failed_to_scan_file: 'The file scan failed.',
  failed_to_scan_software: 'The software scan failed.',
  failed_to_check_sensitive_information: 'Failed to check sensitive information.',
  failed_to_check_baseline: 'Baseline check failed.',
  failed_to_check_software_compliance: 'The software compliance check failed.',
  failed_to_query_basic_image_information: 'Failed to query the basic image information.',
  failed_to_check_build_cmd: 'Failed to scan the image building instructions.',
  response_timed_out: 'The response timed out.',
  database_error: 'Database error.',
  failed_to_send_the_scan_request: 'Failed to send the scan request.',
} as const;

export type RegistryTypeWord = keyof typeof REGISTRY_TYPE_WORDS;
export type ImageTypeWord = keyof typeof IMAGE_TYPE_WORDS;
export type ScanStatusWord = keyof typeof SCAN_STATUS_WORDS;
export type SeverityWord = keyof typeof SEVERITY_WORDS;
export type ScanFailureCode = keyof typeof SCAN_FAILURES;

export const REGISTRY_TYPES = keysOf(REGISTRY_TYPE_WORDS);
export const IMAGE_TYPES = keysOf(IMAGE_TYPE_WORDS);
export const SCAN_STATUSES = keysOf(SCAN_STATUS_WORDS);
export const SEVERITIES = keysOf(SEVERITY_WORDS);
export const SCAN_FAILURE_CODES = keysOf(SCAN_FAILURES);

/** Finding operations also take `cicd` (build-pipeline images); there are none here, so it matches nothing. */
export const FINDING_IMAGE_TYPES = [...IMAGE_TYPES, 'cicd'] as const;
export const REPAIR_NECESSITIES = ['immediate_repair', 'delay_repair', 'not_needed_repair'] as const;

/** Bits of `scan_scope`. `all` is what the vendor's tools send. */
export const SCAN_SCOPE_BITS = {
  software_compliance: '0x0000000f',
  sensitive_information: '0x000000f0',
  malicious_file: '0x00000f00',
  baseline: '0x0000f000',
  vulnerability: '0x000f0000',
  all: '0x7fffffff',
  none: '0x0',
} as const;

function keysOf<Words extends object>(words: Words): (keyof Words)[] {
  return Object.keys(words) as (keyof Words)[];
}
