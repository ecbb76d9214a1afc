import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RegistryContent } from '../../fixtures/registry/registry-content.ts';
import { defaultLimits } from '../../src/config/index.ts';
import { createEgressPolicy } from '../../src/http/index.ts';
import type { Registry } from '../../src/model/index.ts';
import { type ConnectionStep, openConnector, type RegistryConnector } from '../../src/registries/index.ts';
import { pushSample, type Sample } from './sample-content.ts';

/** A running registry, real or fake, that the suite may fill. */
export interface SuiteSubject {
  readonly content: RegistryContent;
  readonly registry: Registry;
  /** Null: the registry accepts anonymous clients. */
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
const HOUR_MS = 3_600_000;

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
    for (const group of [testAccess, testLists, testDetails, testImages, testKnown, testBlobs, testNames])
      group(() => running);
  });
}

/** Connection tests, and what a request costs. */
function testAccess(at: () => Running): void {
  test('a connection test with the right secret passes every step, and says what it did and how long it took', async () => {
    const steps = await stepsOf(at().connector);
    expect(steps.length).toBeGreaterThan(0);
    for (const { name, what, milliseconds, failure } of steps) {
      expect([name, what, failure]).toEqual([expect.stringMatching(/^[a-z]+$/), expect.stringMatching(/\S/), null]);
      expect(milliseconds).toBeGreaterThanOrEqual(0);
    }
  });

  test('a connection test with a wrong secret, where there is one, ends with the step that failed', async () => {
    const { subject } = at();
    const wrong = openConnector(subject.registry, 'wrong', deps);
    const failures = (await stepsOf(wrong)).map(({ failure }) => failure?.code ?? null);
    expect(failures.pop()).toBe(subject.secret === null ? null : 'registry_authentication_failed');
    expect(failures.filter((failure) => failure !== null)).toEqual([]);
    await wrong.close();
  });

  test('a connection test ends with the reason of its signal', async () => {
    const reason = new Error('stopped');
    await expect(stepsOf(at().connector, AbortSignal.abort(reason))).rejects.toBe(reason);
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
  test('every repository is listed, and namespace and image name together are its path', async () => {
    const { connector } = at();
    const listed = await collect(connector.repositories());
    const paths = listed.map(({ namespace, imageName }) => [namespace, imageName].filter(Boolean).join('/'));
    expect(paths).toEqual(listed.map(({ repository }) => repository));
    expect(paths.sort()).toEqual(['single', 'team/app', 'team/chart', 'team/deep/path']);
    expect(listed.map(({ imageName }) => imageName)).not.toContain('');
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

/** What a listing tells beside names; a registry may tell none of it. */
function testDetails(at: () => Running): void {
  test('what a list tells of a tag beside its name is true', async () => {
    const { connector } = at();
    for (const listing of await collect(
      connector.tags({ repository: 'team/app', namespace: 'team', imageName: 'app' }),
    )) {
      const found = await connector.manifest('team/app', listing.tag);
      if (found.status !== 'found') throw new Error(found.status);
      const { digest = found.manifest.digest, size = found.manifest.size, updatedAt = Date.now() } = listing;
      expect([listing.tag, digest, size]).toEqual([listing.tag, found.manifest.digest, found.manifest.size]);
      expect(updatedAt).toBeGreaterThan(Date.now() - HOUR_MS);
      expect(listing.owner).not.toBe('');
      // An image that is not shared has no share that could have ended.
      if (listing.sharedStatus === 'expired') expect(listing.scannable).toBe(false);
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

async function stepsOf(connector: RegistryConnector, signal?: AbortSignal): Promise<ConnectionStep[]> {
  const steps: ConnectionStep[] = [];
  for await (const step of connector.test(signal)) steps.push(step);
  return steps;
}

async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
