import { expect, test } from 'vitest';
import { emptyImage } from '../../../testing/inventory/index.ts';
import { OPERATIONS } from '../../contract/index.ts';
import type { Image } from '../../inventory/index.ts';
import { countEach, type ImageChild, SCAN_FAILURES, type ScanFailureCode } from '../../model/index.ts';
import { toRegistryImagesInfo } from './hss-image.ts';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const scanned = { scanStatus: 'succeeded', scanFailedCode: null, scanTime: 3, severity: 'high' } as const;
const counts = { ...countEach(() => 0), vulNum: 111, unsafeNum: 1 };
const image: Image = {
  ...emptyImage(),
  ...{ id: 4_294_967_297, registryId: 'r-1', registryName: 'Lab', registryType: 'oci', namespace: 'team' },
  ...{ imageName: 'web', imageVersion: '1.0', imageDigest: DIGEST },
  ...{ imageSize: 9_007_199_254_740_991, updateTime: 1, scanTime: 3, syncTime: 2, latestVersion: true },
  ...{ scannable: true, ...scanned, ...counts },
};
const child: ImageChild = {
  ...{ id: 4_294_967_298, imageDigest: `sha512:${'0'.repeat(128)}`, imageSize: 1, ...scanned, ...counts },
  platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
};

test('a scanned image of an OCI registry', () => {
  expect(toRegistryImagesInfo(image)).toEqual({
    id: 4_294_967_297,
    namespace: 'team',
    image_name: 'web',
    image_id: 'ab'.repeat(32),
    image_digest: DIGEST,
    image_version: '1.0',
    image_type: 'other',
    registry_id: 'r-1',
    registry_name: 'Lab',
    registry_type: 'Other',
    latest_version: true,
    scan_status: 'success',
    image_size: 9_007_199_254_740_991,
    latest_update_time: 1,
    latest_scan_time: 3,
    latest_sync_time: 2,
    vul_num: 111,
    unsafe_setting_num: 1,
    malicious_file_num: 0,
    domain_name: '',
    scannable: true,
    is_multiple_arch: false,
    instance_name: '',
    instance_id: '',
    instance_url: '',
    severity_level: 'High',
  });
});

test('before the first finished scan the risk level is absent and the scan time is 0', () => {
  const row = toRegistryImagesInfo({ ...image, scanStatus: 'unscanned', scanTime: null, severity: null });
  expect(row).toMatchObject({ scan_status: 'unscan', latest_scan_time: 0 });
  expect(row).not.toHaveProperty('severity_level');
});

test('a failed scan has a code and its text', () => {
  const row = toRegistryImagesInfo({ ...image, scanStatus: 'oversized', scanFailedCode: 'image_over_sized' });
  expect(row).toMatchObject({
    scan_status: 'image_oversized',
    scan_failed_code: 'image_over_sized',
    scan_failed_desc: 'The image is too large and cannot be scanned. Reduce the image size.',
  });
  const unknown = toRegistryImagesInfo({
    ...image,
    scanStatus: 'failed',
    scanFailedCode: 'constructor' as ScanFailureCode,
  });
  expect(unknown).toMatchObject({ scan_failed_code: 'unknown_error', scan_failed_desc: 'Unknown error.' });
});

test('a shared image names its owner and says whether the share is effective', () => {
  const shared = { ...image, registryType: 'swr-shared', domainName: 'owner', sharedStatus: 'expired' } as const;
  expect(toRegistryImagesInfo(shared)).toMatchObject({ domain_name: 'owner', shared_status: 'expired' });
  expect(toRegistryImagesInfo(image)).not.toHaveProperty('shared_status');
});

test('a multi-architecture image carries its platforms with the eleven fields and the platform', () => {
  const { association_images } = toRegistryImagesInfo({ ...image, isMultiarch: true, children: [child] });
  expect(association_images).toEqual([
    {
      id: 4_294_967_298,
      image_id: '0'.repeat(128),
      image_name: 'web',
      image_version: '1.0',
      image_type: 'other',
      namespace: 'team',
      image_digest: child.imageDigest,
      scan_status: 'success',
      vul_num: 111,
      unsafe_setting_num: 1,
      malicious_file_num: 0,
      platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
    },
  ]);
  expect(toRegistryImagesInfo(image)).not.toHaveProperty('association_images');
});

test('every field of an answer is declared in the contract, and every declared field can occur', () => {
  const failed = { ...image, scanFailedCode: 'download_failed', sharedStatus: 'effective', isMultiarch: true } as const;
  const { properties } = OPERATIONS.listRegistryImages.response.properties.data_list.items;
  expect(Object.keys(toRegistryImagesInfo({ ...failed, children: [child] })).sort()).toEqual(
    Object.keys(properties).sort(),
  );
  expect(Object.keys(properties)).toHaveLength(30);
});

test('there are twenty failure codes, each with a text', () => {
  expect(Object.keys(SCAN_FAILURES)).toHaveLength(20);
});
