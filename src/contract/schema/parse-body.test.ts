import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addRegistry } from '../registries/add-registry.ts';
import { batchDeleteRegistry } from '../registries/batch-delete-registry.ts';
import { deleteRegistry } from '../registries/delete-registry.ts';
import { createManualImageScanTask } from '../tasks/create-manual-image-scan-task.ts';
import { parseBody } from './parse-body.ts';

const registry = {
  registry_name: 'r',
  registry_type: 'Other',
  api_version: 'V2',
  protocol: 'https',
  registry_addr: 'registry.example:5000',
  connect_cluster_id: 'any',
  get_scan_image_channel: 'Other',
};
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const scan = (value: unknown) => parseBody(createManualImageScanTask, bytes(value));

test('a registry without user and password is anonymous', () => {
  expect(parseBody(addRegistry, bytes(registry))).toEqual({ ok: true, value: registry });
  const empty = { ...registry, registry_username: '', registry_password: '' };
  expect(parseBody(addRegistry, bytes(empty))).toEqual({ ok: true, value: empty });
});

test('a refused password is not repeated', () => {
  const parsed = parseBody(addRegistry, bytes({ ...registry, registry_password: 12345 }));
  expect(parsed).toMatchObject({ problem: { parameter: 'registry_password', value: '***' } });
});

test('fields that are missing, unknown or null', () => {
  const { registry_addr, ...without } = registry;
  expect(parseBody(addRegistry, bytes(without))).toMatchObject({
    problem: { parameter: 'registry_addr', allowed: 'text of 1 to 256 characters (mandatory)' },
  });
  expect(parseBody(addRegistry, bytes({ ...registry, registry_addr: null }))).toMatchObject({ ok: false });
  const more = { ...registry, registry_addr, namespace: null, future: [1], hasOwnProperty: 1 };
  expect(parseBody(addRegistry, bytes(more))).toEqual({ ok: true, value: registry });
});

test('__proto__ in a body changes nothing', () => {
  const parsed = parseBody(createManualImageScanTask, Buffer.from('{"__proto__":{"is_all":true},"rate_limit":1}'));
  expect(parsed).toEqual({ ok: true, value: { rate_limit: 1 } });
  expect(parsed.ok && 'is_all' in (parsed.value as object)).toBe(false);
});

test('longs become bigint, also 2^63 - 1', () => {
  const raw = Buffer.from('{"query_info":{"image_size":9223372036854775807},"image_info":[{"id":4294967297}]}');
  expect(parseBody(createManualImageScanTask, raw)).toEqual({
    ok: true,
    value: { query_info: { image_size: 2n ** 63n - 1n }, image_info: [{ id: 4294967297n }] },
  });
});

test('scan_scope may be a number or hexadecimal text', () => {
  expect(scan({ scan_scope: 2147483647 })).toEqual(scan({ scan_scope: '0x7fffffff' }));
  expect(scan({ scan_scope: '0x' })).toMatchObject({ problem: { parameter: 'scan_scope', value: '0x' } });
});

test.each([
  [{ is_all: 'true' }, 'is_all', 'true'],
  [{ rate_limit: 1001 }, 'rate_limit', '1001'],
  [{ rate_limit: 1.5 }, 'rate_limit', '1.5'],
  [{ rate_limit: '5' }, 'rate_limit', '5'],
  [{ query_info: [] }, 'query_info', 'a list'],
  [{ query_info: { image_type: 'x' } }, 'query_info.image_type', 'x'],
  [{ query_info: { image_size: -1 } }, 'query_info.image_size', '-1'],
  [{ image_info: {} }, 'image_info', 'an object'],
  [{ image_info: [{ id: 1 }, { id: 'x' }] }, 'image_info[1].id', 'x'],
  [{ image_info: [7] }, 'image_info[0]', '7'],
  [{ image_info: [{ image_id: '\ud800' }] }, 'image_info[0].image_id', '\ud800'],
  [[], 'body', 'a list'],
  ['text', 'body', 'text'],
])('%j is refused at its path', (body, parameter, value) => {
  expect(scan(body)).toMatchObject({ ok: false, problem: { parameter, value } });
});

test('lists are bounded', () => {
  const ids = Array.from({ length: 1001 }, () => 'a');
  expect(parseBody(batchDeleteRegistry, bytes({ ids }))).toMatchObject({
    problem: { parameter: 'ids', value: '1001 entries', allowed: 'a list of at most 1000 entries' },
  });
});

test('what is not JSON in UTF-8 is told apart from what breaks a rule', () => {
  for (const raw of [Buffer.from('{"a":'), Buffer.from([0x7b, 0xff, 0x7d]), Buffer.from('<html>')]) {
    expect(parseBody(addRegistry, raw)).toMatchObject({ problem: { parameter: 'body', unreadable: true } });
  }
  expect(scan('x')).not.toMatchObject({ problem: { unreadable: true } });
});

test('an empty body is absent where it is optional, and ignored where there is none', () => {
  const empty = Buffer.alloc(0);
  expect(parseBody(createManualImageScanTask, empty)).toEqual({ ok: true, value: undefined });
  expect(parseBody(addRegistry, empty)).toMatchObject({ problem: { parameter: 'body' } });
  expect(parseBody(deleteRegistry, Buffer.from('{}'))).toEqual({ ok: true, value: undefined });
});

test('deep nesting is not followed', () => {
  const deep = Buffer.from(`{"image_info":[${'['.repeat(50_000)}${']'.repeat(50_000)}]}`);
  expect(parseBody(createManualImageScanTask, deep)).toMatchObject({ problem: { parameter: 'image_info[0]' } });
});

test('property: any JSON gives a value of the schema or a named problem', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const parsed = parseBody(createManualImageScanTask, Buffer.from(json));
      return parsed.ok || parsed.problem.parameter.length > 0;
    }),
  );
});
