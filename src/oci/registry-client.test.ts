import { afterEach, describe, expect, test, vi } from 'vitest';
import { type ClientOfFake, type ClientOfFakeOptions, openClientOfFake } from '../../testing/registries/open-client.ts';
import { digestOf } from './digest.ts';
import { OCI_CONFIG, OCI_MANIFEST } from './media-types.ts';

// Machines that run tests do other things too.
vi.setConfig({ testTimeout: 30_000 });
const opened: ClientOfFake[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

describe('lists', () => {
  test.each([undefined, 'absolute', 'wrong-path', 'other-origin'] as const)(
    'pages named by a link that is %s are all read',
    async (link) => {
      const { client, registry } = await open({ faults: { pageSize: 7, ...(link ? { link } : {}) } });
      const wanted = await pushTags(registry, 50);
      expect(await collect(client.tags('a/b'))).toEqual(wanted);
      expect(registry.requests.every(({ url }) => url.startsWith('/v2/a/b/tags/list?'))).toBe(true);
    },
  );

  test('a page shorter than requested is not the end', async () => {
    const { client, registry } = await open({ faults: { pageSize: 1 } });
    await pushTags(registry, 3);
    expect(await collect(client.tags('a/b'))).toHaveLength(3);
    expect(client.requests).toBe(3);
  });

  test('a null list and an unknown name are empty', async () => {
    const { client, registry } = await open();
    await pushTags(registry, 1);
    registry.deleteTag('a/b', 't0000');
    expect(await collect(client.tags('a/b'))).toEqual([]);
    expect(await collect(client.tags('a/none'))).toEqual([]);
  });

  test.each(['circle', 'repeating'] as const)('pages in a %s are seen', async (paging) => {
    const { client, registry } = await open({ faults: { paging } });
    await expect(collect(client.catalog())).rejects.toMatchObject({ code: 'registry_protocol' });
    expect(registry.requests.length).toBeLessThan(5);
  });

  test('endless pages and endless names are refused at the limit', async () => {
    const pages = await open({ faults: { paging: 'endless' }, limits: { pages: 20 } });
    await expect(collect(pages.client.catalog())).rejects.toMatchObject({
      code: 'limit_exceeded',
      message: expect.stringMatching(/20 pages/),
    });
    const names = await open({ faults: { paging: 'endless' }, limits: { repositories: 15 } });
    await expect(collect(names.client.catalog())).rejects.toMatchObject({
      code: 'limit_exceeded',
      message: expect.stringMatching(/15 names/),
    });
  });

  test.each([400, 403, 404, 405, 410, 501])(
    'a catalog refused with %d is reported as not supported',
    async (status) => {
      const { client } = await open({ faults: { catalogStatus: status } });
      await expect(collect(client.catalog())).rejects.toMatchObject({
        code: 'registry_catalog_unsupported',
        message: expect.stringMatching(/name the repositories/),
      });
    },
  );

  test('a catalog refused for a wrong password is an authentication failure', async () => {
    const auth = { kind: 'basic', username: 'ann', password: 'right' } as const;
    const { client } = await open({ auth, credentials: { username: 'ann', password: 'wrong' } });
    await expect(collect(client.catalog())).rejects.toMatchObject({ code: 'registry_authentication_failed' });
  });
});

describe('failures', () => {
  test('429 with Retry-After is waited for exactly', async () => {
    const { client, pauses } = await open({ faults: { fail: { status: 429, times: 2, retryAfter: '3' } } });
    await client.tags('a/b').next();
    expect(pauses).toEqual([3000, 3000]);
  });

  test('any number of answers with Retry-After is waited for until the deadline', async () => {
    const { client } = await open({ faults: { fail: { status: 429, times: 30, retryAfter: '1' } } });
    expect(await client.manifest('a/b', 'x')).toEqual({ status: 'absent' });
  });

  test('a Retry-After beyond the deadline is reported at once', async () => {
    const { client, pauses } = await open({ faults: { fail: { status: 429, times: 99, retryAfter: '21600' } } });
    await expect(client.manifest('a/b', 'x')).rejects.toMatchObject({
      code: 'registry_rate_limited',
      message: expect.stringMatching(/21600 s/),
    });
    expect(pauses).toEqual([]);
  });

  test.each([500, 502, 503, 504])('%d is retried, and is registry_unavailable when it stays', async (status) => {
    const { client, registry, pauses } = await open({ faults: { fail: { status, times: 3 } } });
    expect(await client.manifest('a/b', 'x')).toEqual({ status: 'absent' });
    expect(pauses).toEqual([500, 1000, 2000]);
    registry.faults.fail = { status, times: 99 };
    await expect(client.manifest('a/b', 'x')).rejects.toMatchObject({
      code: 'registry_unavailable',
      message: expect.stringContaining(`${status}`),
    });
  });

  test.each([200, 404])(
    'HTML of status %d is refused by its content type, and its text is not repeated',
    async (html) => {
      const { client, registry } = await open();
      await pushTags(registry, 1);
      registry.faults.html = html;
      const problem = { code: 'registry_protocol', message: expect.stringContaining('text/html') };
      await expect(client.manifest('a/b', 't0000')).rejects.toMatchObject(problem);
      await expect(collect(client.tags('a/b'))).rejects.toMatchObject(problem);
      const error = await client.manifest('a/b', 't0000').catch((each) => each as Error);
      expect(String(error)).not.toMatch(/password|Sign in/);
    },
  );

  test('a 404 in plain text does not mean that the image is gone', async () => {
    const { client } = await open({
      faults: { instead: { status: 404, type: 'text/plain', body: '404 page not found' } },
    });
    const problem = { code: 'registry_protocol', message: expect.stringContaining('text/plain') };
    await expect(client.manifest('a/b', 'x')).rejects.toMatchObject(problem);
    await expect(collect(client.tags('a/b'))).rejects.toMatchObject(problem);
  });

  test('an answer without a list is refused, and not read as an empty one', async () => {
    const instead = { status: 200, type: 'application/json', body: '{"message":"we are moving"}' };
    const { client, registry } = await open({ faults: { instead } });
    const problem = { code: 'registry_protocol', message: expect.stringMatching(/not a list of names/) };
    await expect(collect(client.tags('a/b'))).rejects.toMatchObject(problem);
    await expect(collect(client.catalog())).rejects.toMatchObject(problem);
    registry.faults.instead = { ...instead, body: '{"name":"a/b"}' };
    expect(await collect(client.tags('a/b'))).toEqual([]);
  });

  test('a name outside the grammar is listed with the others and refused in a request', async () => {
    const answer = (body: object) => ({ status: 200, type: 'application/json', body: JSON.stringify(body) });
    const { client, registry } = await open({ faults: { instead: answer({ repositories: ['a/b', 'odd-', '../c'] }) } });
    expect(await collect(client.catalog())).toEqual(['a/b', 'odd-', '../c']);
    await expect(async () => collect(client.tags('../c'))).rejects.toMatchObject({ code: 'registry_protocol' });
    registry.faults.instead = answer({ name: 'a/b', tags: ['1', '.odd'] });
    expect(await collect(client.tags('a/b'))).toEqual(['1', '.odd']);
    await expect(client.manifest('a/b', '.odd')).rejects.toMatchObject({ code: 'registry_protocol' });
    for (const name of ['a\0b', 'x'.repeat(256), '\ud800']) {
      registry.faults.instead = answer({ repositories: ['a/b', name] });
      await expect(collect(client.catalog())).rejects.toMatchObject({ code: 'registry_protocol' });
    }
  });

  test('a circular redirect is refused', async () => {
    const { client } = await open({ faults: { redirect: 'loop' } });
    await expect(client.manifest('a/b', 'x')).rejects.toMatchObject({
      code: 'registry_protocol',
      message: expect.stringMatching(/circle/),
    });
  });

  test.each(['http://169.254.169.254/latest/meta-data/', 'http://[fd00:ec2::254]/', 'http://0xa9fea9fe/'])(
    'a redirect to %s is refused, for lists, manifests and blobs',
    async (redirect) => {
      const { client, registry } = await open({ faults: { redirect } });
      await expect(collect(client.tags('a/b'))).rejects.toMatchObject({ code: 'egress_denied' });
      await expect(client.manifest('a/b', 'x')).rejects.toMatchObject({ code: 'egress_denied' });
      delete registry.faults.redirect;
      registry.faults.blobRedirect = redirect;
      await expect(client.smallBlob('a/b', await pushBlob(registry), 1000)).rejects.toMatchObject({
        code: 'egress_denied',
      });
    },
  );

  test('a body that comes too slowly ends with an error', async () => {
    const { client, registry } = await open({ tries: 2, bytesTimeoutMs: 700 });
    await pushTags(registry, 1);
    registry.faults.dripMs = 50;
    const slow = client.manifest('a/b', 't0000');
    const problem = { code: 'registry_unreachable', message: expect.stringMatching(/stopped sending/) };
    await expect(slow).rejects.toMatchObject(problem);
    await expect(client.smallBlob('a/b', await pushBlob(registry), 1000)).rejects.toMatchObject(problem);
  });
});

describe('manifests', () => {
  test.each(['body', 'header'] as const)(
    'a wrong digest of the %s is refused, by tag and by digest',
    async (wrongDigest) => {
      const { client, registry } = await open();
      const digest = await pushManifest(registry, 'x');
      registry.faults.wrongDigest = wrongDigest;
      for (const reference of ['x', digest])
        await expect(client.manifest('a/b', reference)).rejects.toMatchObject({ code: 'digest_mismatch' });
    },
  );

  test('without Docker-Content-Digest the body is hashed', async () => {
    const { client, registry } = await open({ faults: { noDigestHeader: true } });
    const digest = await pushManifest(registry, 'x');
    expect(await client.manifest('a/b', 'x')).toMatchObject({ manifest: { digest } });
  });

  test('a manifest above the limit is refused', async () => {
    const { client, registry } = await open({ limits: { manifestBytes: 50 } });
    await pushManifest(registry, 'x');
    await expect(client.manifest('a/b', 'x')).rejects.toMatchObject({ code: 'limit_exceeded' });
  });

  test('300 manifests at once use at most 8 connections', async () => {
    const { client, registry } = await open();
    await pushManifest(registry, 'x');
    const found = await Promise.all(Array.from({ length: 300 }, () => client.manifest('a/b', 'x')));
    expect(found.every(({ status }) => status === 'found')).toBe(true);
    expect(registry.connections).toBeLessThanOrEqual(8);
  });
});

describe('blobs', () => {
  test.each([{}, { ignoreRange: true }])(
    'a connection that is cut again and again resumes where it stopped (%o)',
    async (more) => {
      const { client, registry } = await open();
      const descriptor = await pushBlob(registry, 5000);
      registry.faults.cutBlobAfter = 2000;
      Object.assign(registry.faults, more);
      if ('ignoreRange' in more) setTimeout(() => delete registry.faults.cutBlobAfter, 200);
      expect(digestOf(await wholeOf(client.blob('a/b', descriptor)))).toBe(descriptor.digest);
      const ranges = registry.requests.map(({ headers }) => headers.range).filter(Boolean);
      expect(ranges).toContain('bytes=2000-');
    },
  );

  test('a blob shorter or longer than announced is a mismatch', async () => {
    const { client, registry } = await open();
    const descriptor = await pushBlob(registry, 500);
    await expect(client.smallBlob('a/b', { ...descriptor, size: 499 }, 1000)).rejects.toMatchObject({
      code: 'digest_mismatch',
    });
    registry.faults.truncateBlobBy = 1;
    await expect(client.smallBlob('a/b', descriptor, 1000)).rejects.toMatchObject({ code: 'digest_mismatch' });
  });

  test('a small blob with other content is a mismatch', async () => {
    const { client, registry } = await open();
    const descriptor = await pushBlob(registry, 500);
    registry.faults.corruptBlobs = true;
    await expect(client.smallBlob('a/b', descriptor, 1000)).rejects.toMatchObject({ code: 'digest_mismatch' });
  });

  test('a small blob of unknown size is read up to the limit', async () => {
    const { client, registry } = await open();
    const descriptor = { ...(await pushBlob(registry, 500)), size: -1 };
    expect(await client.smallBlob('a/b', descriptor, 500)).toHaveLength(500);
    await expect(client.smallBlob('a/b', descriptor, 499)).rejects.toMatchObject({ code: 'limit_exceeded' });
  });

  test('an empty blob needs no request', async () => {
    const { client, registry } = await open();
    const bytes = await client.smallBlob('a/b', { mediaType: '', digest: digestOf(Buffer.alloc(0)), size: 0 }, 10);
    expect([bytes.length, registry.requests.length]).toEqual([0, 0]);
  });

  test('URLs in a descriptor are never requested', async () => {
    const { client, registry } = await open();
    const descriptor = { ...(await pushBlob(registry)), urls: [`${registry.url}elsewhere`] };
    await client.smallBlob('a/b', descriptor, 1000);
    expect(registry.requests.map(({ url }) => url)).toEqual([`/v2/a/b/blobs/${descriptor.digest}`]);
  });

  test('a reader that stops early ends the transfer', async () => {
    const { client, registry } = await open();
    const descriptor = await pushBlob(registry, 3_000_000);
    for await (const part of client.blob('a/b', descriptor)) {
      expect(part.length).toBeLessThan(3_000_000);
      break;
    }
    expect(digestOf(await client.smallBlob('a/b', descriptor, 3_000_000))).toBe(descriptor.digest);
  });
});

async function open(options: ClientOfFakeOptions = {}): Promise<ClientOfFake> {
  const each = await openClientOfFake(options);
  opened.push(each);
  return each;
}

async function pushTags(registry: ClientOfFake['registry'], count: number): Promise<string[]> {
  const tags = Array.from({ length: count }, (_, i) => `t${String(i).padStart(4, '0')}`);
  for (const tag of tags) await pushManifest(registry, tag);
  return tags;
}

function pushManifest(registry: ClientOfFake['registry'], tag: string): Promise<string> {
  const config = { mediaType: OCI_CONFIG, size: 2, digest: digestOf(Buffer.from('{}')) };
  const document = { schemaVersion: 2, mediaType: OCI_MANIFEST, config, layers: [] };
  return registry.putManifest('a/b', tag, Buffer.from(JSON.stringify(document)), OCI_MANIFEST);
}

async function pushBlob(registry: ClientOfFake['registry'], size = 100) {
  return { mediaType: '', size, digest: await registry.putBlob('a/b', Buffer.alloc(size, 'x')) };
}

async function wholeOf(parts: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

async function collect(pages: AsyncIterable<string[]>): Promise<string[]> {
  const all: string[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
