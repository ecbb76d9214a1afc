import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listRegistryImages } from '../images/list-registry-images.ts';
import { listRegistry } from '../registries/list-registry.ts';
import { updateRegistry } from '../registries/update-registry.ts';
import { listImageScanTask } from '../tasks/list-image-scan-task.ts';
import { parseParams, parseQuery } from './parse-parameters.ts';

const defaults = { enterprise_project_id: '0', offset: 0, limit: 10, sort_dir: 'asc', latest_version: false };
const parse = (raw: string) => parseQuery(listRegistryImages, raw);
const problemOf = (raw: string) => {
  const parsed = parse(raw);
  if (parsed.ok) throw new Error(`${raw} was accepted`);
  return parsed.problem;
};

test('without parameters the documented defaults stand', () => {
  expect(parse('')).toEqual({ ok: true, value: defaults });
});

test.each([
  ['has_vul=true', { has_vul: true }],
  ['has_vul=FALSE', { has_vul: false }],
  ['limit=200&offset=2000000', { limit: 200, offset: 2_000_000 }],
  ['image_size=9223372036854775807', { image_size: 2n ** 63n - 1n }],
  ['start_latest_scan_time=0', { start_latest_scan_time: 0n }],
  ['namespace=a%2Fb+c', { namespace: 'a/b c' }],
  ['instance_id', { instance_id: '' }],
  ['instance_id=&unknown=1&__proto__=x&constructor=y', { instance_id: '' }],
  ['scan_status=image_oversized&image_type=other', { scan_status: 'image_oversized', image_type: 'other' }],
  ['registry_name=%F0%9F%90%B3', { registry_name: '🐳' }],
])('%s is read', (raw, want) => {
  expect(parse(raw)).toEqual({ ok: true, value: { ...defaults, ...want } });
});

test.each([
  ['limit=0', 'limit', '0', 'a whole number from 1 to 200'],
  ['limit=201', 'limit', '201', 'a whole number from 1 to 200'],
  ['limit=1e1', 'limit', '1e1', 'a whole number from 1 to 200'],
  ['limit=0x10', 'limit', '0x10', 'a whole number from 1 to 200'],
  ['limit=', 'limit', '', 'a whole number from 1 to 200'],
  ['offset=-1', 'offset', '-1', 'a whole number from 0 to 2000000'],
  ['image_size=9223372036854775808', 'image_size', '9223372036854775808', 'from 0 to 9223372036854775807'],
  ['image_size=1.5', 'image_size', '1.5', 'whole number'],
  ['risky=yes', 'risky', 'yes', 'true or false'],
  ['severity_level=high', 'severity_level', 'high', 'one of Security, Low, Medium, High'],
  ['image_type=docker', 'image_type', 'docker', 'one of private_image'],
  ['sort_key=image_size', 'sort_key', 'image_size', 'one of latest_scan_time'],
  ['namespace=', 'namespace', '', 'text of 1 to 128 characters'],
  ['namespace=a%00b', 'namespace', 'a\0b', 'text of 1 to 128 characters'],
  ['namespace=%ff', 'namespace', '%ff', 'percent-encoded UTF-8'],
  ['any=%', 'any', '%', 'percent-encoded UTF-8'],
  ['limit=5&limit=5', 'limit', '5', 'more than once'],
  ['enterprise_project_id=', 'enterprise_project_id', '', 'text of 1 to 256 characters'],
])('%s is refused, naming the parameter, the value and what is allowed', (raw, parameter, value, allowed) => {
  expect(problemOf(raw)).toEqual({ parameter, value, allowed: expect.stringContaining(allowed) });
});

test('a value in a refusal is cut to 64 characters', () => {
  expect([...problemOf(`namespace=${'🐳'.repeat(200)}`.replaceAll('🐳', '%F0%9F%90%B3')).value]).toHaveLength(64);
});

test('lengths count characters, not UTF-16 units', () => {
  const whales = (count: number) => `namespace=${'%F0%9F%90%B3'.repeat(count)}`;
  expect(parse(whales(128)).ok).toBe(true);
  expect(parse(whales(129)).ok).toBe(false);
});

test('more than 200 parameters are refused without looking at them', () => {
  expect(problemOf(`${'a&'.repeat(200)}a`)).toMatchObject({ parameter: 'query', allowed: '200 parameters' });
});

test('lists take commas and repeated keys, and only known words', () => {
  const types = (raw: string) => parseQuery(listRegistry, raw);
  expect(types('registry_type=Harbor,Other&registry_type=Jfrog')).toMatchObject({
    value: { registry_type: ['Harbor', 'Other', 'Jfrog'] },
  });
  expect(types('registry_type=Harbor,')).toMatchObject({ ok: false, problem: { parameter: 'registry_type' } });
});

test('scan_scope may be hexadecimal, as the vendor tools send it', () => {
  const scope = (raw: string) => parseQuery(listImageScanTask, `type=image_scan&scan_scope=${raw}`);
  expect(scope('0x7fffffff')).toMatchObject({ value: { scan_scope: 0x7fffffff } });
  expect(scope('983040')).toMatchObject({ value: { scan_scope: 0xf0000 } });
  expect(scope('0xffffffff')).toMatchObject({ ok: false, problem: { parameter: 'scan_scope' } });
});

test('a mandatory parameter that is absent is named', () => {
  expect(parseQuery(listImageScanTask, '')).toMatchObject({
    problem: { parameter: 'type', allowed: 'one of image_sync, image_scan (mandatory)' },
  });
});

test('property: whatever arrives, the answer is a value or a named problem, never an exception', () => {
  const names = Object.keys(listRegistryImages.query.properties);
  const pieces = [
    '%',
    '%ff',
    '%00',
    '%F0%9F%90%B3',
    '\ud800',
    '\0',
    '+',
    '&',
    '=',
    ',',
    '-',
    '0x',
    '9',
    'true',
    'asc',
    '\u2028',
  ];
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((chosen) => chosen.join(''));
  const name = fc.constantFrom(...names, '__proto__', 'constructor', 'toString', '');
  const pair = fc.tuple(name, text).map(([key, value]) => `${key}=${value}`);
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 6 }), (pairs) => {
      const parsed = parse(pairs.join('&'));
      return parsed.ok ? Object.getPrototypeOf(parsed.value) === Object.prototype : parsed.problem.value.length <= 128;
    }),
  );
});

test('property: texts, longs and flags come back as they were encoded', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((each) => !each.includes('\0'));
  fc.assert(
    fc.property(text, fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), fc.boolean(), (namespace, image_size, risky) => {
      const raw = `namespace=${encodeURIComponent(namespace)}&image_size=${image_size}&risky=${risky}`;
      expect(parse(raw)).toEqual({ ok: true, value: { ...defaults, namespace, image_size, risky } });
    }),
  );
});

const parsePath = (params: Record<string, string | undefined>) => parseParams(updateRegistry, params);

test('path values are read and unknown ones left out', () => {
  expect(parsePath({ project_id: 'p', id: 'r', more: 'x' })).toEqual({ ok: true, value: { project_id: 'p', id: 'r' } });
});

test('a project id that was never filled in is refused with words that say so', () => {
  expect(parsePath({ project_id: '{project_id}', id: 'r' })).toEqual({
    ok: false,
    problem: {
      parameter: 'project_id',
      value: '{project_id}',
      allowed: 'the id of your project; the placeholder was sent without being filled in',
    },
  });
});

test('length and presence are checked', () => {
  expect(parsePath({ project_id: 'p'.repeat(257), id: 'r' })).toMatchObject({ problem: { parameter: 'project_id' } });
  expect(parsePath({ project_id: 'p' })).toMatchObject({ problem: { parameter: 'id', value: '' } });
});
