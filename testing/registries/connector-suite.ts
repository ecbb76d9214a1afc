import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/config/index.ts';
import { createEgressPolicy } from '../../src/http/index.ts';
import type { Registry } from '../../src/model/index.ts';
import { openConnector, type RegistryConnector } from '../../src/registries/index.ts';
import type { RegistryContent } from './registry-content.ts';
import { pushSample, type Sample } from './sample-content.ts';

/** A running registry, real or fake, that the suite may fill. */
export interface SuiteSubject {
  readonly content: RegistryContent;
  readonly registry: Registry;
  /** Null: the registry lets everybody in. */
  readonly secret: string | null;
  close(): Promise<void>;
}

/** What is under test, once it runs. */
interface Running {
  readonly subject: SuiteSubject;
  readonly connector: RegistryConnector;
  readonly sample: Sample;
}

const deps = { egress: createEgressPolicy(['127.0.0.0/8']), limits: defaultLimits };
const SUITE_MS = 60_000;

/** What every connector must do on every registry of its type. Call it at the top of a test file. */
export function connectorSuite(title: string, start: () => Promise<SuiteSubject>): void {
  describe(title, () => {
    let running: Running;
    beforeAll(async () => {
      const subject = await start();
      const sample = await pushSample(subject.content);
      running = { subject, sample, connector: openConnector(subject.registry, subject.secret, deps) };
    }, SUITE_MS);
    afterAll(async () => {
      await running?.connector.close();
      await running?.subject.close();
    }, SUITE_MS);
    for (const group of [testAccess, testLists, testImages, testKnown, testBlobs, testNames]) group(() => running);
  });
}

/** Being let in, and what a request costs. */
function testAccess(at: () => Running): void {
  test('the check passes with the right secret', async () => {
    const { connector } = at();
    await expect(connector.check()).resolves.toBeUndefined();
  });

  test('the check fails with a wrong secret, where there is one', async () => {
    const { subject } = at();
    const wrong = openConnector(subject.registry, 'wrong', deps);
    const outcome = await wrong.check().then(
      () => 'let in',
      (error) => error.code,
    );
    expect(outcome).toBe(subject.secret === null ? 'let in' : 'registry_authentication_failed');
    await wrong.close();
  });

  test('requests are counted, and one manifest costs one of them', async () => {
    const { connector } = at();
    await connector.manifest('team/app', '1.0');
    const before = connector.requests;
    await connector.manifest('team/app', '1.0');
    expect(connector.requests - before).toBe(1);
  });

  test('a call ends with the reason of its signal', async () => {
    const { connector } = at();
    const reason = new Error('stopped');
    await expect(connector.manifest('team/app', '1.0', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
}

/** Repositories and tags. */
function testLists(at: () => Running): void {
  test('every repository is listed, with namespace and image name', async () => {
    const { connector } = at();
    const listed = (await collect(connector.repositories())).sort((a, b) => (a.repository < b.repository ? -1 : 1));
    expect(listed).toEqual([
      { repository: 'single', namespace: '', imageName: 'single' },
      { repository: 'team/app', namespace: 'team', imageName: 'app' },
      { repository: 'team/chart', namespace: 'team', imageName: 'chart' },
      { repository: 'team/deep/path', namespace: 'team', imageName: 'deep/path' },
    ]);
  });

  test('an explicit list of repositories stands in for the catalog', async () => {
    const { subject } = at();
    const explicit = openConnector(
      { ...subject.registry, repositories: ['team/app', 'team/app'] },
      subject.secret,
      deps,
    );
    expect(await collect(explicit.repositories())).toEqual([
      { repository: 'team/app', namespace: 'team', imageName: 'app' },
    ]);
    await explicit.close();
  });

  test('every tag of every repository is listed', async () => {
    const { connector, sample } = at();
    for await (const page of connector.repositories()) {
      for (const repository of page) {
        const tags = (await collect(connector.tags(repository))).map(({ tag }) => tag);
        expect(tags.sort()).toEqual(sample.tags[repository.repository]);
      }
    }
  });
}

/** What manifests are. */
function testImages(at: () => Running): void {
  test('manifests of every kind come with their own digest', async () => {
    const { connector, sample } = at();
    const kinds = { '1.0': 'image', docker: 'image', multi: 'index', [sample.signatureTag]: 'accessory' };
    const digests = {
      '1.0': sample.image,
      docker: sample.docker,
      multi: sample.index,
      [sample.signatureTag]: sample.signature,
    };
    for (const [tag, kind] of Object.entries(kinds)) {
      const found = await connector.manifest('team/app', tag);
      expect(found).toMatchObject({ status: 'found', manifest: { kind, digest: digests[tag]?.digest } });
    }
    expect(await connector.manifest('team/chart', '2.0')).toMatchObject({
      manifest: { kind: 'artifact', digest: sample.chart.digest },
    });
  });

  test('an image has config, layers and the size of both', async () => {
    const { connector, sample } = at();
    const found = await connector.manifest('team/app', sample.image.digest);
    if (found.status !== 'found') throw new Error(found.status);
    expect(found.manifest.layers).toEqual([sample.layer]);
    expect(found.manifest.size).toBe(sample.layer.size + (found.manifest.config?.size ?? 0));
  });

  test('an index has its platforms and not its attestation', async () => {
    const { connector, sample } = at();
    const found = await connector.manifest('team/app', 'multi');
    if (found.status !== 'found') throw new Error(found.status);
    expect(found.manifest.children.map(({ digest, platform }) => [digest, platform?.architecture])).toEqual([
      [sample.children[0]?.digest, 'amd64'],
      [sample.children[1]?.digest, 'arm64'],
    ]);
  });
}

/** What is held already and what is not there. */
function testKnown(at: () => Running): void {
  test('an unknown repository has no tags', async () => {
    const { connector } = at();
    expect(await collect(connector.tags({ repository: 'team/none', namespace: 'team', imageName: 'none' }))).toEqual(
      [],
    );
  });

  test('a digest held already is unchanged, by tag and by digest', async () => {
    const { connector, sample } = at();
    const knownDigest = sample.image.digest;
    expect(await connector.manifest('team/app', '1.0', { knownDigest })).toEqual({ status: 'unchanged' });
    expect(await connector.manifest('team/app', knownDigest, { knownDigest })).toEqual({ status: 'unchanged' });
    expect(await connector.manifest('team/app', 'docker', { knownDigest })).toMatchObject({ status: 'found' });
  });

  test('a tag that is not there is absent', async () => {
    const { connector } = at();
    expect(await connector.manifest('team/app', 'no-such-tag')).toEqual({ status: 'absent' });
    expect(await connector.manifest('team/none', 'latest')).toEqual({ status: 'absent' });
  });
}

/** Bytes. */
function testBlobs(at: () => Running): void {
  test('a blob comes whole, streamed and at once', async () => {
    const { connector, sample } = at();
    const parts: Buffer[] = [];
    for await (const part of connector.blob('team/app', sample.layer)) parts.push(part);
    expect(Buffer.concat(parts).equals(sample.layerBytes)).toBe(true);
    expect((await connector.smallBlob('team/app', sample.layer, 1_000_000)).equals(sample.layerBytes)).toBe(true);
  });

  test('a blob that is not there, or larger than wanted, is said to be', async () => {
    const { connector, sample } = at();
    const missing = { ...sample.layer, digest: `sha256:${'a'.repeat(64)}` };
    await expect(connector.smallBlob('team/app', missing, 1_000_000)).rejects.toMatchObject({
      code: 'registry_not_found',
    });
    await expect(connector.smallBlob('team/app', sample.layer, 100)).rejects.toMatchObject({
      code: 'limit_exceeded',
    });
  });
}

/** Hostile names. */
function testNames(at: () => Running): void {
  test('names that would change the address asked for are refused without a request', async () => {
    const { connector } = at();
    const before = connector.requests;
    for (const name of ['../secrets', 'a/../b', 'A', 'a//b', 'a?b', '']) {
      await expect(connector.manifest(name, 'latest')).rejects.toMatchObject({ code: 'registry_protocol' });
    }
    for (const reference of ['a/b', '..', 'sha256:1234', '?x']) {
      await expect(connector.manifest('team/app', reference)).rejects.toMatchObject({ code: 'registry_protocol' });
    }
    expect(connector.requests).toBe(before);
  });
}

async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
