import { expect, test } from 'vitest';
import { digestOf } from './digest.ts';
import {
  DOCKER_CONFIG,
  DOCKER_LIST,
  DOCKER_MANIFEST,
  OCI_CONFIG,
  OCI_INDEX,
  OCI_MANIFEST,
  SCHEMA1,
  SCHEMA1_SIGNED,
} from './media-types.ts';
import { parseManifest } from './parse-manifest.ts';

const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';
const DOCKER_LAYER = 'application/vnd.docker.image.rootfs.diff.tar.gzip';
const HELM = 'application/vnd.cncf.helm.config.v1+json';
const EMPTY = 'application/vnd.oci.empty.v1+json';
const COSIGN = 'application/vnd.dev.cosign.simplesigning.v1+json';
const ORAS = 'application/vnd.cncf.oras.artifact.manifest.v1+json';
const signatureTag = `sha256-${'a'.repeat(64)}.sig`;
const amd64 = { os: 'linux', architecture: 'amd64' };

const image = (changes: object = {}) => ({
  schemaVersion: 2,
  mediaType: OCI_MANIFEST,
  config: descriptor(OCI_CONFIG, 10, 'c'),
  layers: [descriptor(LAYER, 100, '1')],
  ...changes,
});
const index = (manifests: object[], changes: object = {}) => ({
  schemaVersion: 2,
  mediaType: OCI_INDEX,
  manifests,
  ...changes,
});

test.each<[string, string, object, string | undefined]>([
  ['image', 'an OCI image', image(), undefined],
  [
    'image',
    'a Docker image',
    image({
      mediaType: DOCKER_MANIFEST,
      config: descriptor(DOCKER_CONFIG, 1, 'c'),
      layers: [descriptor(DOCKER_LAYER, 1, '1')],
    }),
    undefined,
  ],
  ['image', 'an image without layers', image({ layers: [] }), undefined],
  [
    'image',
    'an image with zstd, foreign and encrypted layers',
    image({
      layers: [
        `${LAYER}+encrypted`,
        'application/vnd.oci.image.layer.v1.tar+zstd',
        'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
      ].map((type) => descriptor(type, 1, '1')),
    }),
    undefined,
  ],
  ['image', 'an image that calls itself a signature by its tag', image(), signatureTag],
  [
    'image',
    'an image that calls itself another thing by artifactType and subject',
    image({ artifactType: 'text/plain', subject: descriptor(OCI_MANIFEST, 1, 's') }),
    undefined,
  ],
  [
    'artifact',
    'a chart',
    image({
      config: descriptor(HELM, 1, 'c'),
      layers: [descriptor('application/vnd.cncf.helm.chart.content.v1.tar+gzip', 1, '1')],
    }),
    '1.0',
  ],
  [
    'artifact',
    'an artifact with an empty config',
    image({ artifactType: 'application/vnd.example+type', config: descriptor(EMPTY, 2, 'e') }),
    undefined,
  ],
  [
    'artifact',
    'an artifactType over an empty image',
    image({ artifactType: 'application/vnd.example+type', layers: [] }),
    undefined,
  ],
  [
    'artifact',
    'a config of an unknown type',
    image({ config: descriptor('application/vnd.wasm.config.v1+json', 2, 'e') }),
    undefined,
  ],
  [
    'accessory',
    'an SBOM with a subject',
    image({
      config: descriptor(EMPTY, 2, 'e'),
      subject: descriptor(OCI_MANIFEST, 1, 's'),
      layers: [descriptor('application/spdx+json', 5, '1')],
    }),
    undefined,
  ],
  ['accessory', 'a cosign signature by its layer', image({ layers: [descriptor(COSIGN, 5, '1')] }), undefined],
  [
    'accessory',
    'a cosign signature by its tag',
    image({ config: descriptor(EMPTY, 2, 'e'), layers: [descriptor('text/plain', 5, '1')] }),
    signatureTag,
  ],
  [
    'accessory',
    'a BuildKit attestation by its layer',
    image({ layers: [descriptor('application/vnd.in-toto+json', 5, '1')] }),
    undefined,
  ],
  ['index', 'an OCI index', index([child('1', amd64)]), undefined],
  ['index', 'a Docker list', index([child('1', amd64)], { mediaType: DOCKER_LIST }), undefined],
  ['index', 'an index without platforms', index([child('1')]), undefined],
  ['index', 'an index of platforms under a signature tag', index([child('1', amd64)]), signatureTag],
  [
    'accessory',
    'a referrers index by its tag',
    index([child('1', undefined, { artifactType: COSIGN })]),
    `sha256-${'a'.repeat(64)}`,
  ],
  ['artifact', 'an index of an artifact', index([child('1')], { artifactType: 'application/vnd.example' }), undefined],
  [
    'artifact',
    'a build cache of BuildKit',
    index([descriptor(LAYER, 5, '1'), descriptor('application/vnd.buildkit.cacheconfig.v0', 5, '2')]),
    'buildcache',
  ],
  [
    'index',
    'an index of platforms that lists the config of a build cache, too',
    index([child('1', amd64), descriptor('application/vnd.buildkit.cacheconfig.v0', 5, '2')]),
    undefined,
  ],
  ['artifact', 'an artifact of ORAS', { schemaVersion: 2, mediaType: ORAS, blobs: [] }, undefined],
  [
    'accessory',
    'an artifact of ORAS with a subject',
    { mediaType: ORAS, blobs: [], subject: descriptor(OCI_MANIFEST, 1, 's') },
    undefined,
  ],
  ['unknown', 'a type nobody knows', { schemaVersion: 2, mediaType: 'application/vnd.example+json' }, undefined],
])('%s: %s', (kind, _title, document, tag) => {
  expect(parseManifest(bytes(document), null, tag).kind).toBe(kind);
});

test('digest, size and layers of an image: repeated layers count once', () => {
  const layers = [descriptor(LAYER, 100, '1'), descriptor(LAYER, 100, '1'), descriptor(LAYER, 7, '2')];
  const body = bytes(image({ layers }));
  expect(parseManifest(body, null)).toEqual({
    digest: digestOf(body),
    mediaType: OCI_MANIFEST,
    kind: 'image',
    config: descriptor(OCI_CONFIG, 10, 'c'),
    layers,
    children: [],
    size: 117,
  });
});

test('attestations are left out, by unknown platform or by annotation; a real platform never is', () => {
  const annotations = { 'vnd.docker.reference.type': 'attestation-manifest' };
  const unknown = { os: 'unknown', architecture: 'unknown' };
  const manifest = parseManifest(
    bytes(
      index([
        child('1', { ...amd64, variant: 'v2', 'os.version': '10.0' }),
        child('2', unknown),
        child('3', undefined, { annotations }),
        child('4', amd64, { annotations }),
      ]),
    ),
    null,
  );
  expect(manifest.children).toEqual([
    { ...child('1'), platform: { ...amd64, variant: 'v2', osVersion: '10.0' } },
    { ...child('4'), platform: amd64 },
  ]);
  expect(manifest.size).toBe(0);
});

test.each([
  ['the header', image({ mediaType: undefined }), `${OCI_MANIFEST}; charset=utf-8`, OCI_MANIFEST],
  ['the header of an index', index([child('1', amd64)], { mediaType: undefined }), OCI_INDEX, OCI_INDEX],
  ['its members, when the header is useless', image({ mediaType: undefined }), 'application/json', OCI_MANIFEST],
  ['its members, without a header', index([child('1')], { mediaType: undefined }), null, OCI_INDEX],
])('a manifest without mediaType is what %s shows', (_title, document, contentType, mediaType) => {
  expect(parseManifest(bytes(document), contentType).mediaType).toBe(mediaType);
});

test('foreign layers keep their URLs', () => {
  const layer = { ...descriptor(LAYER, 1, '1'), urls: ['http://169.254.169.254/', 7] };
  expect(parseManifest(bytes(image({ layers: [layer] })), null).layers[0]?.urls).toEqual(['http://169.254.169.254/']);
});

test('the digest of an unsigned schema 1 manifest covers its bytes', () => {
  const body = bytes({ schemaVersion: 1, name: 'a', fsLayers: [] });
  expect(parseManifest(body, `${SCHEMA1}; charset=utf-8`)).toMatchObject({
    kind: 'schema1',
    mediaType: SCHEMA1,
    digest: digestOf(body),
    layers: [],
    size: 0,
  });
});

test('the digest of a signed schema 1 manifest covers its payload without signatures', () => {
  const payload = Buffer.from('{\n   "schemaVersion": 1,\n   "name": "a"\n}');
  const header = { formatLength: payload.length - 2, formatTail: Buffer.from('\n}').toString('base64url') };
  const signature = { protected: Buffer.from(JSON.stringify(header)).toString('base64url') };
  const signed = Buffer.concat([
    payload.subarray(0, -2),
    Buffer.from(`,\n   "signatures": ${JSON.stringify([signature])}\n}`),
  ]);
  expect(parseManifest(signed, SCHEMA1_SIGNED)).toMatchObject({
    kind: 'schema1',
    mediaType: SCHEMA1_SIGNED,
    digest: digestOf(payload),
  });
});

test.each<[string, unknown]>([
  ['no JSON', '{'],
  ['HTML', '<html>'],
  ['a list', []],
  ['an index and an image at once', { ...image(), manifests: [] }],
  ['an index that calls itself an image', index([], { mediaType: OCI_MANIFEST })],
  ['an image that calls itself an index', image({ mediaType: OCI_INDEX })],
  ['schema 2 that calls itself schema 1', image({ mediaType: SCHEMA1 })],
  ['no layers', image({ layers: undefined })],
  ['no config', image({ config: undefined })],
  ['a digest with a path in it', image({ layers: [{ ...descriptor(LAYER, 1, '1'), digest: 'sha256:../../x' }] })],
  ['an unknown algorithm', image({ layers: [{ ...descriptor(LAYER, 1, '1'), digest: 'md5:abcd' }] })],
  ['a negative size', image({ layers: [descriptor(LAYER, -1, '1')] })],
  ['a size that is no number', image({ layers: [{ ...descriptor(LAYER, 1, '1'), size: '1' }] })],
  ['a size beyond numbers', image({ layers: [descriptor(LAYER, 2 ** 53, '1')] })],
  [
    'sizes that add up to more than 2^53 - 1',
    image({ layers: [descriptor(LAYER, 2 ** 53 - 1, '1'), descriptor(LAYER, 5, '2')] }),
  ],
  ['a media type with a line break', image({ layers: [descriptor('text/plain\r\nx: y', 1, '1')] })],
  ['a layer that is no object', image({ layers: [null] })],
  ['a signature that cannot be read', { schemaVersion: 1, signatures: [{ protected: '!' }] }],
  [
    'a signature longer than the document',
    {
      schemaVersion: 1,
      signatures: [{ protected: Buffer.from('{"formatLength":9999,"formatTail":""}').toString('base64url') }],
    },
  ],
  ['deep nesting', `{"schemaVersion":2,"x":${'['.repeat(1000)}${']'.repeat(1000)}}`],
])('refused: %s', (_title, document) => {
  expect(() => parseManifest(bytes(document), null)).toThrow(expect.objectContaining({ code: 'registry_protocol' }));
});

test('more than 4096 layers or children are refused', () => {
  const many = Array.from({ length: 4097 }, () => descriptor(LAYER, 1, '1'));
  for (const document of [image({ layers: many }), index(many)]) {
    expect(() => parseManifest(bytes(document), null)).toThrow(expect.objectContaining({ code: 'limit_exceeded' }));
  }
});

test('texts that PostgreSQL cannot store are cleaned', () => {
  const [entry] = parseManifest(
    bytes(index([child('1', { os: 'li\0nux', architecture: 'x'.repeat(500) })])),
    null,
  ).children;
  expect(entry?.platform).toEqual({ os: 'li\ufffdnux', architecture: 'x'.repeat(128) });
});

function descriptor(mediaType: string, size: number, name: string) {
  return { mediaType, digest: `sha256:${Buffer.from(name).toString('hex').padEnd(64, '0')}`, size };
}

function child(name: string, platform?: object, more: object = {}) {
  return { ...descriptor(OCI_MANIFEST, 500, name), ...(platform ? { platform } : {}), ...more };
}

function bytes(document: unknown): Buffer {
  return Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
}
