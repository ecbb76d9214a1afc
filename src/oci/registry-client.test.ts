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

  test('a page shorter than asked for is not the end', async () => {
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

  test('endless pages and endless names end at the limit', async () => {
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

  test('a catalog refused to a wrong password is an authentication failure, not a missing catalog', async () => {
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

  test('a pause longer than the time for all tries is reported, not slept', async () => {
    const { client, pauses } = await open({ faults: { fail: { status: 429, times: 99, retryAfter: '21600' } } });
    await expect(client.manifest('a/b', 'x')).rejects.toMatchObject({
      code: 'registry_rate_limited',
      message: expect.stringMatching(/21600 s/),
    });
    expect(pauses).toEqual([]);
  });

  test.each([500, 502, 503, 504])(
    '%d passes when it is passing, and is registry_unavailable when it stays',
    async (status) => {
      const { client, registry, pauses } = await open({ faults: { fail: { status, times: 3 } } });
      expect(await client.manifest('a/b', 'x')).toEqual({ status: 'absent' });
      expect(pauses).toEqual([500, 1000, 2000]);
      registry.faults.fail = { status, times: 99 };
      await expect(client.manifest('a/b', 'x')).rejects.toMatchObject({
        code: 'registry_unavailable',
        message: expect.stringContaining(`${status}`),
      });
    },
  );

  test.each([200, 404])('HTML of status %d is no registry: named by its type, not repeated', async (html) => {
    const { client, registry } = await open();
    await pushTags(registry, 1);
    registry.faults.html = html;
    const problem = { code: 'registry_protocol', message: expect.stringContaining('text/html') };
    await expect(client.manifest('a/b', 't0000')).rejects.toMatchObject(problem);
    await expect(collect(client.tags('a/b'))).rejects.toMatchObject(problem);
    const error = await client.manifest('a/b', 't0000').catch((each) => each as Error);
    expect(String(error)).not.toMatch(/password|Sign in/);
  });

  test('a redirect in a circle is refused', async () => {
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

  test('a body that drips is given up', async () => {
    const { client, registry } = await open({ tries: 2, bytesTimeoutMs: 700 });
    await pushTags(registry, 1);
    registry.faults.dripMs = 50;
    const slow = client.manifest('a/b', 't0000');
    await expect(slow).rejects.toMatchObject({
      code: 'registry_unreachable',
      message: expect.stringMatching(/stopped sending/),
    });
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
    'a connection cut again and again is taken up where it broke off (%o)',
    async (more) => {
      const { client, registry } = await open();
      const descriptor = await pushBlob(registry, 5000);
      registry.faults.cutBlobAfter = 2000;
      Object.assign(registry.faults, more);
      if ('ignoreRange' in more) setTimeout(() => delete registry.faults.cutBlobAfter, 200);
      expect(digestOf(await client.smallBlob('a/b', descriptor, 10_000))).toBe(descriptor.digest);
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

  test('an empty blob needs no request', async () => {
    const { client, registry } = await open();
    const bytes = await client.smallBlob('a/b', { mediaType: '', digest: digestOf(Buffer.alloc(0)), size: 0 }, 10);
    expect([bytes.length, registry.requests.length]).toEqual([0, 0]);
  });

  test('addresses in a descriptor are never asked', async () => {
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

async function collect(pages: AsyncIterable<string[]>): Promise<string[]> {
  const all: string[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
