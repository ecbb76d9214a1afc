import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultLimits } from '../../src/config/index.ts';
import { createEgressPolicy } from '../../src/http/index.ts';
import { openConnector } from '../../src/registries/index.ts';
import { connectorSuite, type SuiteSubject } from '../registries/connector-suite.ts';
import {
  type DockerRegistry,
  type DockerRegistryAuth,
  registryRecord,
  startDockerRegistry,
} from '../registries/index.ts';
import { run } from '../registries/run-tool.ts';

const user = { username: 'ann', password: 'open sesame: ü' };

connectorSuite('oci connector on docker-registry, open', () => real({ kind: 'none' }));
connectorSuite('oci connector on docker-registry, htpasswd', () => real({ kind: 'htpasswd', ...user }));
connectorSuite('oci connector on docker-registry, token', () => real({ kind: 'token', ...user }));

let registry: DockerRegistry;
beforeAll(async () => {
  registry = await startDockerRegistry({ storage: 'inmemory' });
});
afterAll(() => registry?.stop());

test('images that skopeo pushed are read: OCI, Docker schema 2, and schema 1 with its digest verified', async () => {
  const layout = await buildLayout();
  for (const format of ['oci', 'v2s2', 'v2s1']) {
    await run('skopeo', [
      'copy',
      '--quiet',
      '--dest-tls-verify=false',
      '--format',
      format,
      `oci:${layout}:one`,
      `docker://${registry.address}/real/image:${format}`,
    ]);
  }
  const connector = openConnector(registryRecord(registry.address), null, deps());
  const kinds = { oci: 'image', v2s2: 'image', v2s1: 'schema1' };
  for (const [tag, kind] of Object.entries(kinds)) {
    const digest = (
      await run('skopeo', [
        'inspect',
        '--tls-verify=false',
        '--format',
        '{{.Digest}}',
        `docker://${registry.address}/real/image:${tag}`,
      ])
    ).trim();
    for (const reference of [tag, digest]) {
      expect(await connector.manifest('real/image', reference)).toMatchObject({
        status: 'found',
        manifest: { kind, digest },
      });
    }
  }
  await connector.close();
  await rm(layout, { recursive: true });
});

test('1000 tags and all their manifests come with one request each, in every page', async () => {
  const config = {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    size: 2,
    digest: await registry.putBlob('many/tags', Buffer.from('{}')),
  };
  const tags = Array.from({ length: 1000 }, (_, i) => `t${i}`);
  await inBatches(tags, 16, (tag) => {
    const document = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config,
      layers: [],
      annotations: { tag },
    };
    return registry.putManifest('many/tags', tag, Buffer.from(JSON.stringify(document)), document.mediaType);
  });
  const connector = openConnector(registryRecord(registry.address), null, deps());
  const listed: string[] = [];
  for await (const page of connector.tags({ repository: 'many/tags', namespace: 'many', imageName: 'tags' }))
    listed.push(...page.map(({ tag }) => tag));
  expect(listed.sort()).toEqual([...tags].sort());
  const found = await inBatches(listed, 8, (tag) => connector.manifest('many/tags', tag));
  expect(found.every(({ status }) => status === 'found')).toBe(true);
  expect(connector.requests).toBeLessThanOrEqual(tags.length * 1.02);
  await connector.close();
});

test('a missing binary is said to be missing, with the package that brings it', async () => {
  const started = startDockerRegistry({ binary: 'no-such-registry' });
  await expect(started).rejects.toThrow(/not installed: apt-get install docker-registry/);
});

test('it ends with the process that started it, even when that is killed, and leaves no folder', async () => {
  const script = `import { startDockerRegistry } from './testing/registries/index.ts';
    const { address, folder } = await startDockerRegistry({ storage: 'inmemory' });
    console.log(JSON.stringify({ address, folder, pid: process.pid }));`;
  const child = spawn('npx', ['--no-install', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const printed = await new Promise<string>((done) => child.stdout.once('data', (part) => done(String(part))));
  const { address, folder, pid } = JSON.parse(printed) as { address: string; folder: string; pid: number };
  expect((await fetch(`http://${address}/v2/`)).status).toBe(200);
  process.kill(pid, 'SIGKILL');
  const gone = () =>
    fetch(`http://${address}/v2/`).then(
      () => false,
      () => !existsSync(folder),
    );
  await expect.poll(gone, { timeout: 20_000 }).toBe(true);
});

function deps() {
  return { egress: createEgressPolicy(['127.0.0.0/8']), limits: defaultLimits };
}

async function real(auth: DockerRegistryAuth): Promise<SuiteSubject> {
  const started = await startDockerRegistry({ auth });
  const known = auth.kind !== 'none';
  return {
    content: started,
    registry: registryRecord(started.address, { registryUsername: known ? auth.username : '' }),
    secret: known ? auth.password : null,
    close: () => started.stop(),
  };
}

/** An OCI layout with one image of one file, made with umoci. */
async function buildLayout(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hullwatch-layout-'));
  const layout = join(folder, 'layout');
  await writeFile(join(folder, 'file'), 'content');
  await run('umoci', ['init', '--layout', layout]);
  await run('umoci', ['new', '--image', `${layout}:one`]);
  await run('umoci', ['insert', '--rootless', '--image', `${layout}:one`, join(folder, 'file'), '/file']);
  return layout;
}

async function inBatches<T, R>(items: readonly T[], size: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: size }, worker));
  return results;
}
