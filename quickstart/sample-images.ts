import { type BuiltImage, buildImage, buildIndex, buildLayer, buildSchema1 } from '../fixtures/images/index.ts';
import type { RegistryContent } from '../fixtures/registry/index.ts';
import {
  alpineRelease,
  apkInstalled,
  debianRelease,
  dpkgStatus,
  nodePackage,
  pythonPackage,
  type SampleFile,
} from './sample-files.ts';

const OLD = { 'base-files': '12.4', libc6: '2.36-9', openssl: '3.0.9-1', curl: '7.88.1-10' };
const FIXED = { ...OLD, openssl: '3.0.15-1~deb12u1', curl: '7.88.1-10+deb12u8' };

/** Fills a registry with a handful of small images: vulnerable and clean ones, a shared base, multi-arch, schema 1. */
export async function pushSampleImages(registry: RegistryContent): Promise<void> {
  const base = layer(debianRelease(), dpkgStatus(OLD));
  await push(registry, 'shop/web', '1.0', '2026-01-05', [
    base,
    layer(nodePackage('lodash', '4.17.20'), nodePackage('minimist', '1.2.5')),
  ]);
  await push(registry, 'shop/web', '1.1', '2026-03-02', [
    base,
    layer(dpkgStatus(FIXED), nodePackage('lodash', '4.17.21')),
  ]);
  await push(registry, 'shop/api', '2.0', '2026-02-10', [base, layer(pythonPackage('Django', '3.2.0'))]);
  await push(registry, 'shop/base', '12', '2026-01-02', [base]);
  await pushMultiArch(registry);
  await pushSchema1(registry);
}

async function pushMultiArch(registry: RegistryContent): Promise<void> {
  const members = [
    { architecture: 'amd64', curl: '8.2.1-r0' },
    { architecture: 'arm64', curl: '8.4.0-r0' },
  ].map(({ architecture, curl }) => {
    const layers = [layer(alpineRelease('3.18.4'), apkInstalled({ 'alpine-baselayout': '3.4.3-r1', curl }))];
    const image = buildImage({ layers, config: { architecture, created: '2026-02-20T00:00:00Z' } });
    return { image, platform: { os: 'linux', architecture } };
  });
  for (const { image } of members) await pushBlobs(registry, 'tools/edge', image);
  for (const { image } of members) await pushManifest(registry, 'tools/edge', image.manifest.digest, image.manifest);
  await pushManifest(registry, 'tools/edge', '3.18', buildIndex(members));
}

/** Registries still hold such manifests; they cannot be scanned, and the list says so. */
async function pushSchema1(registry: RegistryContent): Promise<void> {
  const old = layer({ path: 'etc/motd', content: 'from another age\n' });
  await registry.putBlob('legacy/app', old.bytes);
  await pushManifest(registry, 'legacy/app', '0.9', buildSchema1('legacy/app', '0.9', [old]));
}

async function push(
  registry: RegistryContent,
  repository: string,
  tag: string,
  day: string,
  layers: ReturnType<typeof layer>[],
) {
  const image = buildImage({ layers, config: { created: `${day}T00:00:00Z` } });
  await pushBlobs(registry, repository, image);
  await pushManifest(registry, repository, tag, image.manifest);
}

async function pushBlobs(registry: RegistryContent, repository: string, image: BuiltImage): Promise<void> {
  for (const bytes of image.blobs.values()) await registry.putBlob(repository, bytes);
}

async function pushManifest(
  registry: RegistryContent,
  repository: string,
  reference: string,
  { bytes, mediaType }: { readonly bytes: Buffer; readonly mediaType: string },
): Promise<void> {
  await registry.putManifest(repository, reference, bytes, mediaType);
}

function layer(...files: SampleFile[]) {
  return buildLayer(files.map(({ path, content }) => ({ path, type: 'file', body: Buffer.from(content) })));
}
