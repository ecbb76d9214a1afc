import { expect, test } from 'vitest';
import { OPERATIONS, parseQuery } from '../../contract/index.ts';
import { toImageFilter, toImagePage } from './image-filter.ts';

const NOW = 1_000_000;

function read(raw: string) {
  const parsed = parseQuery(OPERATIONS.listRegistryImages, raw);
  if (!parsed.ok) throw new Error(`${parsed.problem.parameter} was refused`);
  return { filter: toImageFilter(parsed.value, 'all', NOW), page: toImagePage(parsed.value) };
}

test('without parameters nothing is filtered and the page is the first ten by id', () => {
  expect(read('')).toEqual({ filter: { enterprise: 'all' }, page: { sort: null, offset: 0, limit: 10 } });
});

test('all 27 parameters reach the filter or the page', () => {
  const ranges = ['update', 'scan', 'sync'].map((name) => `start_latest_${name}_time=1&end_latest_${name}_time=2`);
  const texts =
    'enterprise_project_id=1&namespace=n&image_name=i&image_version=v&registry_name=r&instance_id=a&instance_name=b';
  const words =
    'image_type=instance_image&scan_status=waiting_for_scan&severity_level=Security&sort_key=latest_scan_time&sort_dir=desc';
  const flags =
    'latest_version=true&has_malicious_file=true&has_unsafe_setting=false&has_vul=true&risky=false&is_multarch=true';
  const numbers = 'offset=5&limit=6&image_size=7';
  const raw = [texts, words, flags, numbers, ...ranges].join('&');
  expect(
    raw
      .split('&')
      .map((pair) => pair.split('=')[0])
      .sort(),
  ).toEqual(Object.keys(OPERATIONS.listRegistryImages.query.properties).sort());
  const range = { from: 1n, to: 2n };
  expect(read(raw)).toEqual({
    filter: {
      ...{ enterprise: 'all', namespace: 'n', imageName: 'i', imageVersion: 'v', registryName: 'r' },
      ...{ instanceId: 'a', instanceName: 'b', registryType: 'swr-enterprise', scanStatus: 'queued', severity: 'none' },
      ...{ latestVersion: true, hasMaliciousFile: true, hasUnsafeSetting: false, hasVul: true, risky: false },
      ...{ isMultiarch: true, imageSize: 7n, updateTime: range, scanTime: range, syncTime: range },
    },
    page: { sort: 'scan_time_desc', offset: 5, limit: 6 },
  });
});

test('latest_version=false is no filter', () => {
  expect(read('latest_version=false').filter).toEqual({ enterprise: 'all' });
});

test('sort_dir alone is ignored, sort_key alone is ascending', () => {
  expect(read('sort_dir=desc').page.sort).toBeNull();
  expect(read('sort_key=latest_scan_time').page.sort).toBe('scan_time_asc');
});

test('image types, with the one of any OCI registry', () => {
  expect(read('image_type=other').filter.registryType).toBe('oci');
  expect(read('image_type=shared_image').filter.registryType).toBe('swr-shared');
});

test('a missing end is now and a missing start is 0', () => {
  expect(read('start_latest_scan_time=5').filter.scanTime).toEqual({ from: 5n, to: BigInt(NOW) });
  expect(read('end_latest_scan_time=5').filter.scanTime).toEqual({ from: 0n, to: 5n });
});

test('a start after the end is refused, naming both', () => {
  const raw = 'start_latest_sync_time=9223372036854775807&end_latest_sync_time=9223372036854775806';
  expect(() => read(raw)).toThrow(
    'start_latest_sync_time 9223372036854775807 is after end_latest_sync_time 9223372036854775806',
  );
  expect(read('start_latest_sync_time=7&end_latest_sync_time=7').filter.syncTime).toEqual({ from: 7n, to: 7n });
});

test('a start in the future without an end is an empty range, not a mistake', () => {
  expect(read('start_latest_scan_time=2000000').filter.scanTime).toEqual({ from: 2_000_000n, to: BigInt(NOW) });
});
