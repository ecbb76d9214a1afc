/** Why a scan failed: the code in answers of the HSS API and its text, as the vendor pairs them. */
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
export type ScanFailureCode = keyof typeof SCAN_FAILURES;

/** Codes whose images have a status of their own in the image list; those with any other code are `failed`. */
export const OWN_STATUS_CODES = {
  download_failed: ['download_failed'],
  oversized: ['image_over_sized', 'image_layer_over_sized'],
} as const satisfies Record<string, readonly ScanFailureCode[]>;

/** The status that the image list shows for a scan that failed with this code. */
export function failedStatus(code: ScanFailureCode): 'failed' | keyof typeof OWN_STATUS_CODES {
  const has = (codes: readonly ScanFailureCode[]) => codes.includes(code);
  if (has(OWN_STATUS_CODES.download_failed)) return 'download_failed';
  return has(OWN_STATUS_CODES.oversized) ? 'oversized' : 'failed';
}
