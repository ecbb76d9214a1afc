import { expect, test, vi } from 'vitest';
import { openFakeRegistry } from '../../fixtures/registry/index.ts';
import { defaultLimits } from '../config/index.ts';
import { createEgressPolicy, openHttp } from '../http/index.ts';
import { OCI_CONFIG, OCI_MANIFEST } from './media-types.ts';
import { openRegistryClient } from './registry-client.ts';

// Machines that run tests do other things too.
vi.setConfig({ testTimeout: 30_000 });

const document = {
  schemaVersion: 2,
  mediaType: OCI_MANIFEST,
  config: { mediaType: OCI_CONFIG, size: 2, digest: `sha256:${'c'.repeat(64)}` },
  layers: [],
};

/** Asks twice, the second time with the digest known, and once after the tag moved. Answers the methods of the requests. */
async function methodsAt(hostname: string): Promise<string[]> {
  const registry = await openFakeRegistry();
  // The name is only a name: it leads to the fake on this machine.
  const http = openHttp({
    egress: createEgressPolicy(['127.0.0.0/8']),
    resolve: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  });
  const client = openRegistryClient({
    baseUrl: new URL(`http://${hostname}:${registry.url.port}`),
    credentials: null,
    http,
    limits: defaultLimits,
  });
  const knownDigest = await registry.putManifest('library/a', 'x', Buffer.from(JSON.stringify(document)), OCI_MANIFEST);
  expect(await client.manifest('library/a', 'x', { knownDigest })).toEqual({ status: 'unchanged' });
  const digest = await registry.putManifest(
    'library/a',
    'x',
    Buffer.from(JSON.stringify({ ...document, annotations: {} })),
    OCI_MANIFEST,
  );
  expect(await client.manifest('library/a', 'x', { knownDigest })).toMatchObject({
    status: 'found',
    manifest: { digest },
  });
  registry.deleteTag('library/a', 'x');
  expect(await client.manifest('library/a', 'x', { knownDigest })).toEqual({ status: 'absent' });
  await http.close();
  await registry.close();
  return registry.requests.map(({ method }) => method);
}

test('Docker Hub gets a HEAD first, since it counts GET as a pull', async () => {
  expect(await methodsAt('registry-1.docker.io')).toEqual(['HEAD', 'HEAD', 'GET', 'HEAD', 'GET']);
});

test('other registries get one conditional GET', async () => {
  expect(await methodsAt('registry.example')).toEqual(['GET', 'GET', 'GET']);
});
