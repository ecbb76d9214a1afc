import { imageTypeWord, type Row, registryTypeWord, scanStatusWord, severityWord } from '../../contract/index.ts';
import type { Image } from '../../inventory/index.ts';
import {
  type ImageChild,
  type Platform,
  SCAN_FAILURES,
  type ScanFailureCode,
  type ScanSummary,
} from '../../model/index.ts';

type RegistryImagesInfo = Row<'listRegistryImages'>;
type AssociateImagesInfo = NonNullable<RegistryImagesInfo['association_images']>[number];

/** An image as the list answers it: 30 fields, of which those that say nothing about this image are absent. */
export function toRegistryImagesInfo(image: Image): RegistryImagesInfo {
  return {
    ...scanUnit(image, image),
    registry_id: image.registryId,
    registry_name: image.registryName,
    registry_type: registryTypeWord[image.registryType],
    latest_version: image.latestVersion,
    ...scanFailure(image),
    image_size: image.imageSize,
    latest_update_time: image.updateTime,
    latest_scan_time: image.scanTime ?? 0,
    latest_sync_time: image.syncTime,
    domain_name: image.domainName ?? '',
    ...(image.sharedStatus && { shared_status: image.sharedStatus }),
    scannable: image.scannable,
    is_multiple_arch: image.isMultiarch,
    instance_name: image.instanceName,
    instance_id: image.instanceId,
    instance_url: image.instanceUrl,
    ...(image.severity !== null && image.scanTime !== null && { severity_level: severityWord[image.severity] }),
    ...(image.isMultiarch && {
      association_images: image.children.map((child) => toAssociateImagesInfo(image, child)),
    }),
  };
}

/** A platform has the name and tag of its image, and an id, digest and scan of its own. */
function toAssociateImagesInfo(image: Image, child: ImageChild): AssociateImagesInfo {
  return { ...scanUnit(image, child), ...(child.platform && { platform: toPlatform(child.platform) }) };
}

function scanUnit(image: Image, unit: ScanSummary & { readonly id: number; readonly imageDigest: string }) {
  return {
    id: unit.id,
    image_id: unit.imageDigest.slice(unit.imageDigest.indexOf(':') + 1),
    image_name: image.imageName,
    image_version: image.imageVersion,
    image_type: imageTypeWord[image.registryType],
    namespace: image.namespace,
    image_digest: unit.imageDigest,
    scan_status: scanStatusWord[unit.scanStatus],
    vul_num: unit.vulNum,
    unsafe_setting_num: unit.unsafeNum,
    malicious_file_num: unit.maliciousNum,
  };
}

/** The code is the key, the description its text. A code that the contract does not know is an unknown error. */
function scanFailure({ scanFailedCode }: Image): Pick<RegistryImagesInfo, 'scan_failed_code' | 'scan_failed_desc'> {
  if (scanFailedCode === null) return {};
  const code = isFailureCode(scanFailedCode) ? scanFailedCode : 'unknown_error';
  return { scan_failed_desc: SCAN_FAILURES[code], scan_failed_code: code };
}

function isFailureCode(code: string): code is ScanFailureCode {
  return Object.hasOwn(SCAN_FAILURES, code);
}

export function toPlatform({ os, architecture, variant, osVersion }: Platform) {
  return { os, architecture, ...(variant && { variant }), ...(osVersion && { os_version: osVersion }) };
}
