import fc from 'fast-check';
import type { TSchema } from 'typebox';
import { expect, test } from 'vitest';
import { schemaProblems } from '../../../testing/api/schema-problems.ts';
import { emptyImage } from '../../../testing/inventory/index.ts';
import { OPERATIONS } from '../../contract/index.ts';
import type { Image } from '../../inventory/index.ts';
import {
  countEach,
  type ImageChild,
  REGISTRY_TYPE_NAMES,
  SCAN_FAILURES,
  SCAN_STATUSES,
  type ScanFailureCode,
  SEVERITIES,
} from '../../model/index.ts';
import { renderImage, toRegistryImagesInfo } from './hss-image.ts';
import { serialisedPage } from './list-registry-images.ts';

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

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '"', '\\', '\u2028'),
);
const digest = fc.constantFrom(DIGEST, `sha512:${'0'.repeat(128)}`);
const unit = {
  id: fc.maxSafeNat(),
  imageDigest: digest,
  scanStatus: fc.constantFrom(...SCAN_STATUSES),
  scanFailedCode: fc.constantFrom(null, ...(Object.keys(SCAN_FAILURES) as ScanFailureCode[])),
  scanTime: fc.option(fc.maxSafeNat()),
  severity: fc.constantFrom(null, ...SEVERITIES),
  vulNum: fc.nat(),
  unsafeNum: fc.nat(),
  maliciousNum: fc.nat(),
};
const platform = fc.record(
  { os: text, architecture: text, variant: text, osVersion: text },
  { requiredKeys: ['os', 'architecture'] },
);
const images = fc
  .record({
    ...unit,
    ...{ registryId: text, registryName: text, registryType: fc.constantFrom(...REGISTRY_TYPE_NAMES), namespace: text },
    ...{ imageName: text, imageVersion: text, imageSize: fc.maxSafeNat(), updateTime: fc.maxSafeNat() },
    ...{ syncTime: fc.maxSafeNat(), latestVersion: fc.boolean(), isMultiarch: fc.boolean(), scannable: fc.boolean() },
    ...{ sharedStatus: fc.constantFrom(null, 'effective', 'expired'), domainName: fc.option(text) },
    ...{ instanceId: text, instanceName: text, instanceUrl: text },
    children: fc.array(fc.record({ ...unit, platform: fc.option(platform) }), { maxLength: 3 }),
  })
  .map((fields) => ({ ...image, ...fields }) as unknown as Image);

test('property: the bytes of a page are those of its rows written field by field in the order of the schema', () => {
  const { response } = OPERATIONS.listRegistryImages;
  fc.assert(
    fc.property(fc.array(images, { maxLength: 4 }), fc.nat(), (rows, total) => {
      const page = serialisedPage(total, rows.map(renderImage)).toString();
      const expected = { total_num: total, data_list: rows.map(toRegistryImagesInfo) };
      expect(page).toBe(JSON.stringify(expected));
      expect(page).toBe(writeJson(response, expected));
    }),
  );
});

test('property: a row is valid by the schema, apart from texts that are longer than the vendor declares', () => {
  const { items } = OPERATIONS.listRegistryImages.response.properties.data_list;
  fc.assert(
    fc.property(images, (each) => {
      const problems = schemaProblems(items, JSON.parse(renderImage(each).toString()));
      expect(problems.filter((problem) => !/must not have (?:more|fewer) than/.test(problem))).toEqual([]);
    }),
  );
});

/** JSON whose fields stand in the order of the schema; fields that the schema does not have are left out. */
function writeJson(schema: TSchema, value: unknown): string {
  const { properties, items } = schema as { properties?: Record<string, TSchema>; items?: TSchema };
  if (items) return `[${(value as unknown[]).map((each) => writeJson(items, each)).join(',')}]`;
  if (!properties) return JSON.stringify(value);
  const given = Object.entries(properties).filter(([name]) => (value as Record<string, unknown>)[name] !== undefined);
  const fields = given.map(
    ([name, field]) => `"${name}":${writeJson(field, (value as Record<string, unknown>)[name])}`,
  );
  return `{${fields.join(',')}}`;
}
