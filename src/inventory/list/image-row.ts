import { THIS_PROJECT } from '../../database/index.ts';
import type { Image, ImageChild } from '../../model/index.ts';
import { SYNC_TIME } from '../image-conditions.ts';

/** What a page row holds of `image i` and its `registry r`; the same order as `ImageRow`. */
export const IMAGE_COLUMNS = `i.id, r.registry_id, r.registry_name, r.registry_type, r.instance_id, r.instance_name,
  r.instance_url, i.namespace, i.image_name, i.image_version, i.image_digest, i.image_size, i.update_time, i.scan_time,
  ${SYNC_TIME} AS sync_time, i.latest_version, i.is_multiarch, i.scannable, i.shared_status, i.domain_name,
  i.scan_status, i.scan_failed_code, i.severity, i.vul_num, i.unsafe_num, i.malicious_num`;

/** The platforms of a row `i`, as the objects of the model. */
export const IMAGE_CHILDREN = `CASE WHEN i.is_multiarch THEN (
  SELECT json_agg(json_build_object('id', c.id, 'imageDigest', c.image_digest, 'platform', c.platform,
    'imageSize', c.image_size, 'scanStatus', c.scan_status, 'scanFailedCode', c.scan_failed_code,
    'scanTime', (extract(epoch FROM c.scan_time) * 1000)::bigint, 'severity', c.severity, 'vulNum', c.vul_num,
    'unsafeNum', c.unsafe_num, 'maliciousNum', c.malicious_num) ORDER BY c.ord)
  FROM image_child c WHERE c.project_pk = ${THIS_PROJECT} AND c.parent_id = i.id) END`;

export type ImageRow = readonly [
  id: number,
  registryId: string,
  registryName: string,
  registryType: Image['registryType'],
  instanceId: string,
  instanceName: string,
  instanceUrl: string,
  namespace: string,
  imageName: string,
  imageVersion: string,
  imageDigest: string,
  imageSize: number,
  updateTime: number,
  scanTime: number | null,
  syncTime: number,
  latestVersion: boolean,
  isMultiarch: boolean,
  scannable: boolean,
  sharedStatus: Image['sharedStatus'],
  domainName: string | null,
  scanStatus: Image['scanStatus'],
  scanFailedCode: Image['scanFailedCode'],
  severity: Image['severity'],
  vulNum: number,
  unsafeNum: number,
  maliciousNum: number,
  children: readonly ImageChild[] | null,
];

export function toImage(row: ImageRow): Image {
  const [id, registryId, registryName, registryType, instanceId, instanceName, instanceUrl, ...image] = row;
  const [namespace, imageName, imageVersion, imageDigest, imageSize, updateTime, scanTime, syncTime, ...state] = image;
  const [latestVersion, isMultiarch, scannable, sharedStatus, domainName, ...scan] = state;
  const [scanStatus, scanFailedCode, severity, vulNum, unsafeNum, maliciousNum, children] = scan;
  return {
    ...{ id, registryId, registryName, registryType, instanceId, instanceName, instanceUrl },
    ...{ namespace, imageName, imageVersion, imageDigest, imageSize, updateTime, scanTime, syncTime },
    ...{ latestVersion, isMultiarch, scannable, sharedStatus, domainName },
    ...{ scanStatus, scanFailedCode, severity, vulNum, unsafeNum, maliciousNum, children: children ?? [] },
  };
}
