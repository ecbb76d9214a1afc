import { describe, expect, test } from 'vitest';
import { decodeRecords } from './decode-records.ts';

const decode = (name: string, text: string | Buffer) => decodeRecords(name, Buffer.from(text as string));

test('JSON and YAML records give the same values', () => {
  const record = { id: 'X-1', versions: ['1.10', '0'] };
  expect(decode('x.json', JSON.stringify(record))).toEqual([record]);
  expect(decode('x.yaml', 'id: X-1\nversions:\n- 1.10\n- "0"\n')).toEqual([record]);
  expect(decode('x.YML', 'id: X-1\nversions: [1.10, 0]\n')).toEqual([record]);
});

test('a file may hold a list of records', () => {
  expect(decode('x.json', '[{"id":"1"},{"id":"2"}]')).toEqual([{ id: '1' }, { id: '2' }]);
});

describe('hostile and damaged files are refused with a reason', () => {
  const laughs = [
    'a0: &a0 [x, x]',
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `a${n}: &a${n} [*a${n - 1}, *a${n - 1}]`),
  ];
  test.each<[string, string, string | Buffer, RegExp]>([
    ['truncated JSON', 'x.json', '{"id": "X', /not valid JSON/],
    ['an empty file', 'x.json', '', /not valid JSON/],
    ['bytes that are no UTF-8', 'x.json', Buffer.from([0x22, 0xff, 0xfe, 0x22]), /not valid JSON/],
    ['broken YAML', 'x.yaml', 'a: [1, 2\nb: }', /not valid YAML/],
    ['a YAML alias bomb', 'x.yaml', laughs.join('\n'), /not valid YAML/],
    ['two YAML documents', 'x.yaml', 'a: 1\n---\nb: 2\n', /more than one YAML document/],
    ['a megabyte of YAML', 'x.yaml', `a: ${'x'.repeat(1024 * 1024)}`, /more than the limit/],
    ['deep block YAML', 'x.yaml', '- '.repeat(50_000), /nested deeper/],
    ['deep JSON', 'x.json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, /nested deeper/],
    ['millions of values', 'x.json', `[${'1,'.repeat(1_000_000)}1]`, /more than 1000000 values/],
    ['millions of empty objects', 'x.json', `{"a":[${'{},'.repeat(1_000_000)}{}]}`, /more than 1000000 values/],
    ['deep YAML', 'x.yaml', `${'['.repeat(50_000)}${']'.repeat(50_000)}`, /nested deeper/],
  ])('%s', (_title, name, text, message) => {
    expect(() => decode(name, text)).toThrow(message);
  });
});
