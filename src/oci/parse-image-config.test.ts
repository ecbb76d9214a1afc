import { expect, test } from 'vitest';
import { parseImageConfig } from './parse-image-config.ts';

const DIFF = `sha256:${'1'.repeat(64)}`;

test('reads time, platform, layers and history', () => {
  const config = parse({
    created: '2024-05-06T07:08:09.123456789+02:00',
    architecture: 'arm64',
    os: 'linux',
    variant: 'v8',
    rootfs: { type: 'layers', diff_ids: [DIFF] },
    history: [{ created_by: 'ADD file' }, { created_by: 'ENV A=b', empty_layer: true }, {}],
  });
  expect(config).toEqual({
    createdAt: Date.UTC(2024, 4, 6, 5, 8, 9, 123),
    platform: { os: 'linux', architecture: 'arm64', variant: 'v8' },
    diffIds: [DIFF],
    history: [
      { createdBy: 'ADD file', emptyLayer: false },
      { createdBy: 'ENV A=b', emptyLayer: true },
      { createdBy: '', emptyLayer: false },
    ],
  });
});

test('an empty config gives no time, platform, layers or history', () => {
  expect(parse({})).toEqual({ createdAt: null, platform: null, diffIds: [], history: [] });
});

test.each(['1970-01-01T00:00:00Z', '0001-01-01T00:00:00Z', 'yesterday', '1', '2024-13-45T00:00:00Z', 12, null])(
  '%j is no time',
  (created) => {
    expect(parse({ created }).createdAt).toBeNull();
  },
);

test.each([
  ['no JSON', '{'],
  ['a diff_id that is no digest', { rootfs: { diff_ids: ['sha256:x'] } }],
  ['diff_ids that are no list', { rootfs: { diff_ids: 'x' } }],
  ['history that is no list', { history: {} }],
])('refused: %s', (_title, document) => {
  expect(() => parse(document)).toThrow(expect.objectContaining({ code: 'registry_protocol' }));
});

test('more than 4096 layers are refused', () => {
  expect(() => parse({ rootfs: { diff_ids: Array.from({ length: 4097 }, () => DIFF) } })).toThrow(
    expect.objectContaining({ code: 'limit_exceeded' }),
  );
});

test('a history of more than 4096 entries does not keep an image from being read', () => {
  expect(parse({ history: Array.from({ length: 5000 }, () => ({})) }).history).toHaveLength(4096);
});

function parse(document: unknown) {
  return parseImageConfig(Buffer.from(typeof document === 'string' ? document : JSON.stringify(document)));
}
