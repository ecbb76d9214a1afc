import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FeedServer, startFeedServer } from '../../../testing/advisories/http.ts';
import { createFeedFolder, type FeedFolder } from '../../../testing/advisories/osv.ts';
import { buildZip } from '../../../testing/advisories/zip.ts';
import { defaultLimits, type Limits } from '../../config/index.ts';
import { openSource, SOURCE_KINDS } from './index.ts';
import type { WantedFiles } from './source.ts';

let folder: FeedFolder;
let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
});
afterAll(() => server.close());
beforeEach(() => {
  folder = createFeedFolder();
});
afterEach(() => folder.drop());

/** Puts files where a kind of source finds them and returns the source. */
const PLACES: Record<string, (files: Record<string, string>) => string> = {
  folder: (files) => {
    for (const [name, content] of Object.entries(files)) folder.write(`feed/${name}`, content);
    return join(folder.path, 'feed');
  },
  zip: (files) => {
    writeFileSync(join(folder.path, 'feed.zip'), zipOf(files));
    return join(folder.path, 'feed.zip');
  },
  URL: (files) => {
    server.serve('/all.zip', zipOf(files));
    return server.url('/all.zip');
  },
};

test('every kind of source passes the suite', () => {
  expect(SOURCE_KINDS.map((kind) => kind.name).sort()).toEqual(Object.keys(PLACES).sort());
});

describe.each(Object.entries(PLACES))('a source that is a %s', (_name, place) => {
  const files = { 'b/2.yaml': 'id: 2', '1.json': '{"id":"1"}', 'README.md': 'hello' };

  test('is read by exactly one kind', () => {
    const source = place(files);
    expect(SOURCE_KINDS.filter((kind) => kind.accepts(source))).toHaveLength(1);
  });

  test('gives every file that is wanted, and names the others', async () => {
    const read = await readAll(place(files));
    expect(read.sort(byName)).toEqual([
      ['1.json', '{"id":"1"}'],
      ['README.md', 'not a .json, .yaml or .yml file'],
      ['b/2.yaml', 'id: 2'],
    ]);
  });

  test('is unchanged while nothing changes, and changed by one byte', async () => {
    const source = place(files);
    const known = await fingerprintOf(source);
    expect(await openSource(source, known, JSON_AND_YAML, deps())).toBe('unchanged');
    place({ ...files, '1.json': '{"id":"2"}' });
    expect(await fingerprintOf(source, known)).not.toBe(known);
  });

  test('leaves an oversized file out and keeps the others', async () => {
    const source = place({ ...files, '1.json': 'x'.repeat(2000) });
    const read = await readAll(source, { ...defaultLimits, advisoryBytes: 1000 });
    expect(read.sort(byName)[0]).toEqual([
      '1.json',
      expect.stringContaining('2000 bytes, more than the limit of 1000'),
    ]);
    expect(read).toHaveLength(3);
  });

  test('that is larger than the limit is refused as a whole', async () => {
    const source = place(files);
    await expect(readAll(source, { ...defaultLimits, advisoryFeedBytes: 10 })).rejects.toMatchObject({
      code: 'limit_exceeded',
    });
  });

  test('that is not there is an error in words', async () => {
    const source = place(files).replace(/(feed|all)/, 'absent');
    await expect(readAll(source)).rejects.toMatchObject({ code: 'unreadable' });
  });
});

describe('folders', () => {
  test('symbolic links are named, not followed', async () => {
    const outside = createFeedFolder();
    outside.write('secret.json', '{"id":"secret"}');
    folder.write('1.json', '{}');
    symlinkSync(join(outside.path, 'secret.json'), join(folder.path, 'link.json'));
    symlinkSync(outside.path, join(folder.path, 'folder'));
    const read = await readAll(folder.path);
    outside.drop();
    expect(read.map(([name]) => name)).toEqual(['1.json', 'folder', 'link.json']);
    expect(JSON.stringify(read)).not.toContain('secret"');
  });

  test('a file rewritten with its old size and time is noticed', async () => {
    folder.write('1.json', '{"id":"1"}');
    const [then, known] = [new Date(1_700_000_000_000), await fingerprintOf(folder.path)];
    folder.write('1.json', '{"id":"2"}');
    utimesSync(join(folder.path, '1.json'), then, then);
    expect(await fingerprintOf(folder.path, known)).not.toBe(known);
  });

  test('hidden folders such as .git are left out', async () => {
    folder.write('.git/config.json', '{}');
    folder.write('1.json', '{}');
    expect(await readAll(folder.path)).toEqual([['1.json', '{}']]);
  });

  test('absurdly nested folders are refused', async () => {
    mkdirSync(join(folder.path, 'a/'.repeat(40)), { recursive: true });
    await expect(readAll(folder.path)).rejects.toMatchObject({ code: 'limit_exceeded' });
  });
});

describe('hostile zip files', () => {
  const read = (zip: Buffer, limits = defaultLimits) => {
    writeFileSync(join(folder.path, 'feed.zip'), zip);
    return readAll(join(folder.path, 'feed.zip'), limits);
  };

  test('names that climb out are only names', async () => {
    const zip = buildZip([
      { name: '../../../tmp/evil.json', content: '{}' },
      { name: '/etc/1.json', content: '{}' },
    ]);
    expect(await read(zip)).toEqual([
      ['../../../tmp/evil.json', '{}'],
      ['/etc/1.json', '{}'],
    ]);
    expect(readdirSync(tmpdir())).not.toContain('evil.json');
  });

  test('a bomb inside is not unpacked', async () => {
    const zip = buildZip([
      { name: '1.json', content: '{}' },
      { name: 'bomb.json', content: Buffer.alloc(8 * 1024 * 1024) },
    ]);
    expect(await read(zip)).toEqual([
      ['1.json', '{}'],
      ['bomb.json', 'unpacks to more than 200 times its size'],
    ]);
  });

  test('a bomb that lies about its size ends at the size it claims', async () => {
    const zip = buildZip([
      { name: 'bomb.json', content: Buffer.alloc(8 * 1024 * 1024), claimedSize: 100 },
      { name: '1.json', content: '{}' },
    ]);
    expect(await read(zip)).toEqual([
      ['bomb.json', 'damaged inside the zip file'],
      ['1.json', '{}'],
    ]);
  });

  test('many files that are too much together end the load', async () => {
    const zip = buildZip(Array.from({ length: 100 }, (_, n) => ({ name: `${n}.json`, content: 'x'.repeat(1000) })));
    await expect(read(zip, { ...defaultLimits, advisoryFeedBytes: 50_000 })).rejects.toMatchObject({
      code: 'limit_exceeded',
    });
  });

  test('encrypted files are named', async () => {
    expect(await read(buildZip([{ name: '1.json', content: '{}', encrypted: true }]))).toEqual([
      ['1.json', 'encrypted'],
    ]);
  });

  test.each([
    ['truncated', buildZip([{ name: '1.json', content: '{}' }]).subarray(0, 40)],
    ['empty', Buffer.alloc(0)],
    ['no zip at all', Buffer.from('<html></html>')],
  ])('%s: unreadable, in words', async (_title, zip) => {
    await expect(read(zip)).rejects.toMatchObject({ code: 'unreadable', message: 'not a readable zip file' });
  });
});

test.skipIf(!existsSync('/proc/self/mem'))('a disk that fails is an error in words', async () => {
  // Reads of it fail with an I/O error, also for root.
  symlinkSync('/proc/self/mem', join(folder.path, 'failing.zip'));
  const reading = readAll(join(folder.path, 'failing.zip'));
  await expect(reading).rejects.toMatchObject({ code: 'unreadable', message: 'the source cannot be read (EIO)' });
});

describe('URLs', () => {
  test('a single file is a source of one', async () => {
    server.serve('/v1/TEST-1.json', Buffer.from('{"id":"TEST-1"}'));
    expect(await readAll(server.url('/v1/TEST-1.json'))).toEqual([['TEST-1.json', '{"id":"TEST-1"}']]);
  });

  test('an unchanged source costs a conditional request and no body', async () => {
    server.serve('/etag.json', Buffer.from('{}'));
    const known = await fingerprintOf(server.url('/etag.json'));
    expect(await openSource(server.url('/etag.json'), known, JSON_AND_YAML, deps())).toBe('unchanged');
    expect(server.answers.at(-1)).toBe(304);
  });

  test('a server without ETags is recognised by its content', async () => {
    const plain = await startFeedServer({ etag: false });
    plain.serve('/1.json', Buffer.from('{}'));
    const source = plain.url('/1.json');
    const known = await fingerprintOf(source, null, plain);
    expect(await openSource(source, known, JSON_AND_YAML, { http: plain.http, limits: defaultLimits })).toBe(
      'unchanged',
    );
    await plain.close();
  });

  test.each([404, 500, 301])('status %i is an error in words', async (status) => {
    server.serve('/broken', status);
    await expect(readAll(server.url('/broken'))).rejects.toThrow(/127\.0\.0\.1|redirect/);
  });

  test('a password in the address is refused and not repeated', async () => {
    const source = server.url('/1.json').replace('http://', 'http://user:hidden-word@');
    const error = await openSource(source, null, JSON_AND_YAML, deps()).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: 'unreadable' });
    expect(String((error as Error).message)).not.toContain('hidden-word');
  });

  test('a server that never ends is an error in words', async () => {
    const endless = { ...server.http, request: () => Promise.reject(new DOMException('aborted', 'TimeoutError')) };
    const opening = openSource(server.url('/1.json'), null, JSON_AND_YAML, { http: endless, limits: defaultLimits });
    await expect(opening).rejects.toMatchObject({ code: 'unreadable', message: 'the download took too long' });
  });

  test('a download has no name on the disk, so that no end of the process leaves it there', async () => {
    server.serve('/nameless.json', Buffer.from('{}'));
    const before = leftovers();
    const during: string[][] = [];
    const request: typeof server.http.request = async (...about) => {
      const answer = await server.http.request(...about);
      const chunks = async function* () {
        for await (const part of answer.chunks()) {
          during.push(leftovers());
          yield part;
        }
      };
      return { ...answer, chunks };
    };
    const feed = await openSource(server.url('/nameless.json'), null, JSON_AND_YAML, {
      ...deps(),
      http: { ...server.http, request },
    });
    if (feed !== 'unchanged') await feed.close();
    expect(during).toEqual([before]);
  });

  test('nothing is left in the temporary folder', async () => {
    server.serve('/left.json', Buffer.from('{}'));
    const before = leftovers();
    await readAll(server.url('/left.json'));
    const known = await fingerprintOf(server.url('/left.json'));
    await openSource(server.url('/left.json'), known.replace(/:[^:]*$/, ':'), JSON_AND_YAML, deps());
    await readAll(server.url('/left.json'), { ...defaultLimits, advisoryFeedBytes: 1 }).catch(() => {});
    expect(leftovers()).toEqual(before);
  });
});

const JSON_AND_YAML: WantedFiles = {
  wants: (name) => /\.(json|ya?ml)$/i.test(name),
  otherwise: 'not a .json, .yaml or .yml file',
};

function leftovers(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('hullwatch-feed-'));
}

function deps(limits: Limits = defaultLimits) {
  return { http: server.http, limits };
}

async function readAll(source: string, limits?: Limits): Promise<[string, string][]> {
  const feed = await openSource(source, null, JSON_AND_YAML, deps(limits));
  if (feed === 'unchanged') throw new Error('nothing was known');
  const read: [string, string][] = [];
  try {
    for await (const file of feed.files()) {
      read.push([file.name, 'bytes' in file ? file.bytes.toString() : file.problem.reason]);
    }
  } finally {
    await feed.close();
  }
  return read;
}

async function fingerprintOf(source: string, known: string | null = null, from: FeedServer = server): Promise<string> {
  const feed = await openSource(source, known, JSON_AND_YAML, { http: from.http, limits: defaultLimits });
  if (feed === 'unchanged') return known ?? '';
  await feed.close();
  return feed.fingerprint;
}

function zipOf(files: Record<string, string>): Buffer {
  return buildZip(Object.entries(files).map(([name, content]) => ({ name, content })));
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : 1;
}
