import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import {
  type BuiltLayer,
  buildLayer,
  type LayerEntry,
  padded,
  paxMember,
  sha256,
  tarHeader,
  writeTar,
  writeZstd,
} from '../../../../fixtures/images/index.ts';
import { packagesOf, problemsOf, readBuiltLayer, streamBytes } from '../../../../testing/layers/index.ts';
import { defaultLimits } from '../../../config/index.ts';
import { readLayer } from '../../../layers/index.ts';
import { openPackages } from './stage.ts';

const ANALYZERS = openPackages().analyzers;

const MIB = 1024 * 1024;
const STATUS = 'Package: bash\nStatus: install ok installed\nVersion: 5.2-1\nArchitecture: amd64\n';
const STATUS_PATH = 'var/lib/dpkg/status';
const DPKG: LayerEntry = { path: STATUS_PATH, body: STATUS };

test('gzip bomb: zeros that unpack a thousandfold are refused by the ratio', async () => {
  const layer = buildLayer([{ path: 'zeros', body: Buffer.alloc(16 * MIB) }]);
  await expect(readBuiltLayer(layer, { limits: { layerRatio: 500 } })).rejects.toMatchObject({
    code: 'limit_exceeded',
    message: expect.stringContaining('500 times its size'),
    subject: layer.digest,
  });
});

test('gzip bomb: more than the allowed bytes are refused', async () => {
  const layer = buildLayer([{ path: 'zeros', body: Buffer.alloc(20 * MIB) }]);
  await expect(readBuiltLayer(layer, { limits: { layerBytes: 5 * MIB, layerRatio: 1e9 } })).rejects.toMatchObject({
    code: 'limit_exceeded',
    message: 'layer unpacks to more than 5242880 bytes',
  });
});

test('zstd bomb: run-length blocks are unpacked one by one, so the ratio is seen in time', async () => {
  const layer = buildLayer([{ path: 'zeros', body: Buffer.alloc(64 * MIB) }], { compression: 'zstd' });
  expect(layer.bytes.length).toBeLessThan(150_000);
  await expect(readBuiltLayer(layer, { limits: { layerRatio: 100 } })).rejects.toMatchObject({
    code: 'limit_exceeded',
  });
});

test('zstd window bomb: a frame that asks for terabytes of memory is refused', async () => {
  const bytes = writeZstd(writeTar([DPKG]), { windowDescriptor: 0xff });
  await expect(readBuiltLayer(packed(bytes))).rejects.toMatchObject({
    code: 'limit_exceeded',
    message: expect.stringContaining('zstd window'),
  });
});

test('entry flood: members beyond the limit are refused', async () => {
  const layer = buildLayer(Array.from({ length: 50 }, (_, n) => ({ path: `f${n}` })));
  await expect(readBuiltLayer(layer, { limits: { layerEntries: 49 } })).rejects.toMatchObject({
    code: 'limit_exceeded',
  });
  expect(await readBuiltLayer(layer, { limits: { layerEntries: 50 } })).toMatchObject({ entries: 50 });
});

test.each(['../etc/passwd', 'a/../../etc/passwd', '/../etc/passwd', 'a/b/../../../x'])(
  'path traversal: %s is ignored and reported, the rest is read',
  async (path) => {
    const reading = await readBuiltLayer(buildLayer([{ path, body: STATUS }, DPKG]));
    expect(problemsOf(reading)).toEqual([`${path}: ignored: the path leaves the image or holds a NUL byte`]);
    expect(packagesOf(reading)).toEqual(['deb bash 5.2-1']);
  },
);

test('a path that only looks like leaving is read where it leads', async () => {
  const reading = await readBuiltLayer(buildLayer([{ ...DPKG, path: '/./opt/..//var/lib/dpkg/status' }]));
  expect(packagesOf(reading)).toEqual(['deb bash 5.2-1']);
});

test('NUL in a PAX path: a name cut at NUL would be another file', async () => {
  const tar = Buffer.concat([paxMember({ path: 'var/lib/dpkg/status\0x' }), writeTar([DPKG])]);
  const reading = await readBuiltLayer(buildLayer(tar));
  expect(packagesOf(reading)).toEqual([]);
  expect(problemsOf(reading)).toEqual([expect.stringContaining('holds a NUL byte')]);
});

test('path flood: a path above the limit is ignored and reported', async () => {
  const reading = await readBuiltLayer(buildLayer([{ path: `a/${'b'.repeat(5000)}` }, DPKG]));
  expect(problemsOf(reading)).toEqual([expect.stringContaining('longer than 4096')]);
  expect(packagesOf(reading)).toHaveLength(1);
});

test('symlink trick: a database that is a link to elsewhere is reported, not taken for empty', async () => {
  const link: LayerEntry = { path: 'var/lib/dpkg/status', type: 'symlink', linkTarget: '/opt/hidden' };
  const reading = await readBuiltLayer(buildLayer([link, { path: 'opt/hidden', body: STATUS }]));
  expect(problemsOf(reading)).toEqual(['var/lib/dpkg/status: is a symbolic link to /opt/hidden, which is not read']);
});

test('hard link trick: a database under another name is read in a second pass', async () => {
  const entries: LayerEntry[] = [
    { path: 'aaa/store', body: STATUS },
    { path: 'bbb/store', type: 'hardlink', linkTarget: 'aaa/store' },
    { path: 'var/lib/dpkg/status', type: 'hardlink', linkTarget: '/bbb/./store' },
  ];
  const layer = buildLayer(entries);
  expect(packagesOf(await readBuiltLayer(layer, { reopen: true }))).toEqual(['deb bash 5.2-1']);
  const once = await readBuiltLayer(layer);
  expect(packagesOf(once)).toEqual([]);
  expect(problemsOf(once)).toEqual(['var/lib/dpkg/status: is a hard link to bbb/store, read past before']);
});

test('hard link trick: what was linked and then overwritten is not taken for what is there now', async () => {
  const entries = (first: string, second: string, third: string, body: (version: string) => string): LayerEntry[] => [
    { path: first, body: body('1') },
    { path: second, type: 'hardlink', linkTarget: first },
    { path: first, body: body('2') },
    { path: third, type: 'hardlink', linkTarget: second },
  ];
  const status = (version: string) => STATUS.replace('5.2-1', version);
  const database = entries('aaa', 'bbb', STATUS_PATH, status);
  const reading = await readBuiltLayer(buildLayer(database), { reopen: true });
  expect(packagesOf(reading)).toEqual([]);
  expect(problemsOf(reading)).toEqual([expect.stringContaining('is a hard link to bbb, which was overwritten')]);
  const [a, b, c] = ['a', 'b', 'c'].map((folder) => `${folder}/node_modules/x/package.json`) as [
    string,
    string,
    string,
  ];
  const manifests = entries(a, b, c, (version) => `{"name":"x","version":"${version}"}`);
  expect(packagesOf(await readBuiltLayer(buildLayer(manifests)))).toEqual(['npm x 1', 'npm x 1', 'npm x 2']);
});

test('hard link to a file that is read already has its facts, under its own path', async () => {
  const first = 'a/node_modules/x/package.json';
  const second = 'b/node_modules/x/package.json';
  const reading = await readBuiltLayer(
    buildLayer([
      { path: first, body: '{"name":"x","version":"1.0.0"}' },
      { path: second, type: 'hardlink', linkTarget: first },
    ]),
  );
  const facts = reading.facts.flatMap((each) => each.facts);
  expect(facts.filter(({ kind }) => kind === 'package').map(({ path }) => path)).toEqual([first, second]);
});

test('hard link to nothing, where a database should be, is reported', async () => {
  const link: LayerEntry = { path: 'var/lib/dpkg/status', type: 'hardlink', linkTarget: 'absent' };
  expect(problemsOf(await readBuiltLayer(buildLayer([link])))).toEqual([
    'var/lib/dpkg/status: is a hard link to absent, which the layer does not hold',
  ]);
});

test('hard link out of the image is ignored and reported', async () => {
  const link: LayerEntry = { path: 'var/lib/dpkg/status', type: 'hardlink', linkTarget: '../../etc/shadow' };
  expect(problemsOf(await readBuiltLayer(buildLayer([link])))).toEqual([
    'var/lib/dpkg/status: ignored: a hard link that leaves the image',
  ]);
});

test('devices and fifos where a database should be are no database', async () => {
  const entries: LayerEntry[] = [
    { path: 'var/lib/dpkg/status', type: 'device' },
    { path: 'lib/apk/db/installed', type: 'fifo' },
  ];
  expect(packagesOf(await readBuiltLayer(buildLayer(entries)))).toEqual([]);
});

test.each([
  ['wrong checksum', Buffer.concat([tarHeader({ name: 'x' }).fill('9', 148, 154), Buffer.alloc(1024)])],
  ['size that is not octal', raw({ patches: { 124: '12345678xyz\0' } })],
  ['negative size', raw({ patches: { 124: Buffer.alloc(12, 0xff) } })],
  ['size above 2^53', raw({ patches: { 124: Buffer.from([0x80, ...Array(11).fill(0x7f)]) } })],
  ['negative PAX size', Buffer.concat([paxMember({ size: '-5' }), writeTar([DPKG])])],
  ['absurd PAX size', Buffer.concat([paxMember({ size: '99999999999999999999' }), writeTar([DPKG])])],
  ['PAX record with a length that lies', Buffer.concat([record('999 path=x\n'), writeTar([DPKG])])],
  ['PAX record without a length', Buffer.concat([record('path=x\n'), writeTar([DPKG])])],
  ['random bytes', Buffer.alloc(4096, 'not a tar archive')],
])('absurd header: %s is unreadable', async (_, tar) => {
  await expect(readBuiltLayer(buildLayer(tar))).rejects.toMatchObject({ code: 'unreadable' });
});

test('huge size: a member that is larger than the archive is unreadable, not waited for', async () => {
  const tar = Buffer.concat([
    tarHeader({ name: 'x', patches: { 124: Buffer.from([0x80, 0, 0, 0, 0, 0, 0xff, 0, 0, 0, 0, 0]) } }),
    Buffer.alloc(2048),
  ]);
  await expect(readBuiltLayer(buildLayer(tar))).rejects.toMatchObject({
    code: 'unreadable',
    message: 'tar archive stops inside member 1',
  });
});

test('PAX bomb: records above a mebibyte are refused before they are read', async () => {
  const tar = Buffer.concat([tarHeader({ name: 'x', size: 2 * MIB, typeFlag: 'x' }), Buffer.alloc(2 * MIB, 'a')]);
  await expect(readBuiltLayer(buildLayer(tar))).rejects.toMatchObject({ code: 'limit_exceeded' });
});

test('long name bomb: a GNU name above a mebibyte is refused', async () => {
  const tar = Buffer.concat([tarHeader({ name: 'x', size: 2 * MIB, typeFlag: 'L' }), Buffer.alloc(2 * MIB, 'a')]);
  await expect(readBuiltLayer(buildLayer(tar))).rejects.toMatchObject({ code: 'limit_exceeded' });
});

test('global PAX header: names it sets are not followed, and that is reported', async () => {
  const tar = Buffer.concat([
    paxMember({ path: 'nowhere' }, 'g'),
    paxMember({ comment: 'fine' }, 'g'),
    writeTar([DPKG]),
  ]);
  const reading = await readBuiltLayer(buildLayer(tar));
  expect(packagesOf(reading)).toHaveLength(1);
  expect(problemsOf(reading)).toEqual([': a global PAX header sets names or sizes, which is not followed']);
});

test.each([
  ['a directory with a body, which hides members', [tarHeader({ name: 'x/', typeFlag: '\0', size: 1024 })]],
  ['PAX records that are replaced', [paxMember({ path: 'x' }), paxMember({ comment: 'y' })]],
  ['PAX records before a global header', [paxMember({ path: 'x' }), paxMember({ comment: 'y' }, 'g')]],
  ['a sparse name for a file that is not sparse', [paxMember({ 'GNU.sparse.name': 'x', path: STATUS_PATH })]],
  [
    'a size that begins with NUL',
    [tarHeader({ name: 'x', patches: { 124: '\x000000000003' } }), padded(Buffer.from('abc'))],
  ],
])('read two ways: %s is read as container runtimes do', async (_, before) => {
  const reading = await readBuiltLayer(buildLayer(Buffer.concat([...before, writeTar([DPKG])])));
  const found = [...packagesOf(reading), ...problemsOf(reading)];
  expect(found).toEqual([expect.stringMatching(/^deb bash 5.2-1$|var.lib.dpkg.status: stored as a sparse file/)]);
});

test('sparse files: the members behind them are read, a wanted one is reported', async () => {
  const oldSparse = (name: string) => {
    const stored = Buffer.from(STATUS);
    const header = tarHeader({
      name,
      size: stored.length,
      typeFlag: 'S',
      magic: 'ustar  \0',
      patches: { 482: '\x01' },
    });
    const maps = [Buffer.alloc(512), Buffer.alloc(512)];
    maps[0]?.write('\x01', 504);
    return Buffer.concat([header, ...maps, padded(stored)]);
  };
  const paxSparse = Buffer.concat([
    paxMember({ 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.name': 'lib/apk/db/installed' }),
    tarHeader({ name: 'GNUSparseFile.0/installed', size: 3 }),
    padded(Buffer.from('0\n\n')),
  ]);
  const tar = Buffer.concat([
    oldSparse('var/log/lastlog'),
    oldSparse('var/lib/dpkg/status.d/x'),
    paxSparse,
    writeTar([DPKG]),
  ]);
  const reading = await readBuiltLayer(buildLayer(tar));
  expect(packagesOf(reading)).toEqual(['deb bash 5.2-1']);
  expect(problemsOf(reading)).toEqual([
    'var/lib/dpkg/status.d/x: stored as a sparse file, which is not read',
    'lib/apk/db/installed: stored as a sparse file, which is not read',
  ]);
});

test('memory bomb: a wanted file above the limit is reported and not buffered', async () => {
  const reading = await readBuiltLayer(buildLayer([{ ...DPKG, body: Buffer.alloc(MIB) }]), {
    limits: { fileBytes: 1000 },
  });
  expect(problemsOf(reading)).toEqual(['var/lib/dpkg/status: is 1048576 bytes, above the limit of 1000 for one file']);
});

test.each([0.1, 0.5, 0.9, 0.999])(
  'truncated at %d of its bytes: digest_mismatch, whatever the unpacking says',
  async (share) => {
    for (const compression of ['gzip', 'zstd', 'none'] as const) {
      const layer = buildLayer([DPKG, { path: 'x', body: noise(200_000) }], { compression });
      const arriving = layer.bytes.subarray(0, Math.floor(layer.bytes.length * share));
      await expect(readBuiltLayer(layer, { arriving })).rejects.toMatchObject({
        code: 'digest_mismatch',
        message: expect.stringContaining(`ends after ${arriving.length} of ${layer.bytes.length} bytes`),
      });
    }
  },
);

test.each(['gzip', 'zstd', 'none'] as const)(
  'a truncated %s layer with a digest of its own is unreadable',
  async (compression) => {
    const whole = buildLayer([DPKG, { path: 'x', body: noise(200_000) }], { compression }).bytes;
    await expect(readBuiltLayer(packed(whole.subarray(0, 100_000)))).rejects.toMatchObject({ code: 'unreadable' });
  },
);

test('corrupt on the way: one changed bit is a digest_mismatch', async () => {
  const layer = buildLayer([DPKG, { path: 'x', body: noise(100_000) }]);
  for (const at of [0, 5, 20, 50_000, layer.bytes.length - 1]) {
    const arriving = Buffer.from(layer.bytes);
    arriving[at] = (arriving[at] as number) ^ 1;
    await expect(readBuiltLayer(layer, { arriving })).rejects.toMatchObject({ code: 'digest_mismatch' });
  }
});

test('corrupt at the source: bytes that have the promised digest and are no gzip are unreadable', async () => {
  const bytes = Buffer.from(gzipSync(writeTar([DPKG, { path: 'x', body: noise(100_000) }])));
  bytes.fill(0x55, 30_000, 30_100);
  await expect(readBuiltLayer(packed(bytes))).rejects.toMatchObject({ code: 'unreadable' });
});

test('trailing garbage behind a gzip member is unreadable, as it is to container runtimes', async () => {
  const bytes = Buffer.concat([gzipSync(writeTar([DPKG])), Buffer.from('garbage')]);
  await expect(readBuiltLayer(packed(bytes))).rejects.toMatchObject({ code: 'unreadable' });
});

test('another layer than the image names: the diff_id is compared', async () => {
  const layer = { ...buildLayer([DPKG]), diffId: sha256(Buffer.from('other')) };
  await expect(readBuiltLayer(layer)).rejects.toMatchObject({
    code: 'digest_mismatch',
    message: expect.stringContaining('its image names'),
  });
});

test('endless body: more bytes than declared are refused at once', async () => {
  const layer = buildLayer([DPKG]);
  let sent = 0;
  async function* endless() {
    for (;;) {
      sent += 1;
      yield sent === 1 ? layer.bytes : Buffer.alloc(65536);
    }
  }
  await expect(readLayer(endless(), { ...layer, size: layer.bytes.length }, OPTIONS)).rejects.toMatchObject({
    code: 'digest_mismatch',
  });
  expect(sent).toBeLessThan(10);
});

test('an unknown size is no size check', async () => {
  const layer = buildLayer([DPKG]);
  const reading = await readLayer(streamBytes(layer.bytes, 100), { ...layer, size: 0 }, OPTIONS);
  expect(packagesOf(reading)).toHaveLength(1);
});

test('slow body: a timeout is timed_out, another abort stays what it is', async () => {
  const layer = buildLayer([DPKG, { path: 'x', body: noise(MIB) }]);
  const timeout = AbortSignal.timeout(1);
  await new Promise((resolve) => timeout.addEventListener('abort', resolve));
  await expect(readBuiltLayer(layer, { signal: timeout })).rejects.toMatchObject({ code: 'timed_out' });
  const stopped = AbortSignal.abort(new Error('stopped by a user'));
  await expect(readBuiltLayer(layer, { signal: stopped })).rejects.toThrow('stopped by a user');
});

test('an error of the network is passed on', async () => {
  const layer = buildLayer([DPKG]);
  async function* broken() {
    yield layer.bytes.subarray(0, 50);
    throw new Error('connection lost');
  }
  await expect(readLayer(broken(), { ...layer, size: layer.bytes.length }, OPTIONS)).rejects.toThrow('connection lost');
});

test('a reader that gives up closes the connection', async () => {
  const layer = buildLayer([{ path: 'zeros', body: noise(MIB) }]);
  let closed = false;
  async function* source() {
    try {
      yield* streamBytes(layer.bytes, 1000);
    } finally {
      closed = true;
    }
  }
  const options = { ...OPTIONS, limits: { ...defaultLimits, layerBytes: 10_000 } };
  await expect(readLayer(source(), { ...layer, size: layer.bytes.length }, options)).rejects.toMatchObject({
    code: 'limit_exceeded',
  });
  expect(closed).toBe(true);
});

test('hostile names: packages with control characters are reported, not stored', async () => {
  const path = 'node_modules/x/package.json';
  const reading = await readBuiltLayer(buildLayer([{ path, body: '{"name":"a\\u0000b","version":"1"}' }]));
  expect(packagesOf(reading)).toEqual([]);
  expect(problemsOf(reading)).toEqual([`${path}: names a package with control characters or without end`]);
});

test('problem flood: what is reported of one kind is bounded', async () => {
  const entries = Array.from({ length: 300 }, (_, n) => ({ path: `../${n}` }));
  const problems = problemsOf(await readBuiltLayer(buildLayer(entries)));
  expect(problems).toHaveLength(201);
  expect(problems.at(-1)).toBe(': and 100 more problems of this kind');
});

test('fact flood: a database that names packages without end is a problem', async () => {
  const body = Buffer.from('P:a\nV:1\n\n'.repeat(200_001));
  const reading = await readBuiltLayer(buildLayer([{ path: 'lib/apk/db/installed', body }]));
  expect(problemsOf(reading)).toEqual(['lib/apk/db/installed: cannot be read: has more than 200000 records']);
});

const OPTIONS = { analyzers: ANALYZERS, limits: defaultLimits, signal: new AbortController().signal };

/** Bytes as a layer of their own digest, whose diff_id nobody knows. */
function packed(bytes: Buffer): BuiltLayer {
  const tar = writeTar([DPKG]);
  return {
    bytes,
    digest: sha256(bytes),
    diffId: sha256(tar),
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  };
}

function raw(header: { patches: Record<number, string | Buffer> }): Buffer {
  return Buffer.concat([tarHeader({ name: 'x', ...header }), Buffer.alloc(1024)]);
}

function record(body: string): Buffer {
  return Buffer.concat([tarHeader({ name: 'x', size: body.length, typeFlag: 'x' }), padded(Buffer.from(body))]);
}

/** Bytes that do not pack, the same in every run. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0, state = 1; at < length; at += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes;
}
