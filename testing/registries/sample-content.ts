import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { RegistryContent } from '../../fixtures/registry/registry-content.ts';

const OCI = 'application/vnd.oci.image';
const DOCKER = 'application/vnd.docker';

export interface Pushed {
  readonly digest: string;
  readonly bytes: Buffer;
}

/** One of each kind of manifest, as `pushSample` put it into the registry. */
export interface Sample {
  readonly image: Pushed;
  readonly docker: Pushed;
  readonly index: Pushed;
  /** Manifests of the two platforms, amd64 first. */
  readonly children: readonly Pushed[];
  readonly chart: Pushed;
  readonly signature: Pushed;
  readonly signatureTag: string;
  /** A layer of `image`. */
  readonly layer: { readonly mediaType: string; readonly digest: string; readonly size: number };
  readonly layerBytes: Buffer;
  /** All repositories and the tags of each, sorted. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

/** Fills a registry with small manifests of every kind, in repositories of one to three path parts. */
export async function pushSample(content: RegistryContent): Promise<Sample> {
  const layerBytes = Buffer.concat([gzipSync('files'), randomText(200_000)]);
  const image = await pushImage(content, 'team/app', '1.0', layerBytes, OCI);
  const docker = await pushImage(content, 'team/app', 'docker', layerBytes, DOCKER);
  const children = [
    await pushImage(content, 'team/app', null, Buffer.from('amd64'), OCI),
    await pushImage(content, 'team/app', null, Buffer.from('arm64'), OCI),
  ];
  const index = await pushIndex(content, children);
  const chart = await pushManifest(
    content,
    'team/chart',
    '2.0',
    'application/vnd.cncf.helm.config.v1+json',
    'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
  );
  const signatureTag = `${image.digest.replace(':', '-')}.sig`;
  const signature = await pushManifest(
    content,
    'team/app',
    signatureTag,
    `${OCI}.config.v1+json`,
    'application/vnd.dev.cosign.simplesigning.v1+json',
  );
  const many = Array.from({ length: 25 }, (_, i) => `v${String(i).padStart(2, '0')}`);
  for (const tag of many) await pushImage(content, 'team/deep/path', tag, layerBytes, OCI);
  await pushImage(content, 'single', 'latest', layerBytes, OCI);
  const layer = {
    mediaType: `${OCI}.layer.v1.tar+gzip`,
    digest: await content.putBlob('team/app', layerBytes),
    size: layerBytes.length,
  };
  const tags = {
    single: ['latest'],
    'team/app': ['1.0', 'docker', 'multi', signatureTag].sort(),
    'team/chart': ['2.0'],
    'team/deep/path': many,
  };
  return { image, docker, index, children, chart, signature, signatureTag, layer, layerBytes, tags };
}

async function pushImage(
  content: RegistryContent,
  repository: string,
  tag: string | null,
  layer: Buffer,
  family: string,
): Promise<Pushed> {
  const docker = family === DOCKER;
  const config = {
    architecture: 'amd64',
    os: 'linux',
    created: '2024-05-06T07:08:09Z',
    rootfs: { type: 'layers', diff_ids: [] },
  };
  const document = {
    schemaVersion: 2,
    mediaType: docker ? `${DOCKER}.distribution.manifest.v2+json` : `${OCI}.manifest.v1+json`,
    config: await put(
      content,
      repository,
      docker ? `${DOCKER}.container.image.v1+json` : `${OCI}.config.v1+json`,
      json(config),
    ),
    layers: [
      await put(
        content,
        repository,
        docker ? `${DOCKER}.image.rootfs.diff.tar.gzip` : `${OCI}.layer.v1.tar+gzip`,
        layer,
      ),
    ],
  };
  return store(content, repository, tag, document);
}

async function pushManifest(
  content: RegistryContent,
  repository: string,
  tag: string | null,
  configType: string,
  layerType: string,
): Promise<Pushed> {
  const document = {
    schemaVersion: 2,
    mediaType: `${OCI}.manifest.v1+json`,
    config: await put(content, repository, configType, Buffer.from('{}')),
    layers: [await put(content, repository, layerType, Buffer.from(`content of ${tag ?? layerType}`))],
  };
  return store(content, repository, tag, document);
}

async function pushIndex(content: RegistryContent, children: readonly Pushed[]): Promise<Pushed> {
  const attestation = await pushManifest(
    content,
    'team/app',
    null,
    `${OCI}.config.v1+json`,
    'application/vnd.in-toto+json',
  );
  const entry = ({ digest, bytes }: Pushed, platform: object, annotations?: object) => ({
    mediaType: `${OCI}.manifest.v1+json`,
    digest,
    size: bytes.length,
    platform,
    ...(annotations ? { annotations } : {}),
  });
  const manifests = [
    entry(children[0] as Pushed, { os: 'linux', architecture: 'amd64' }),
    entry(children[1] as Pushed, { os: 'linux', architecture: 'arm64', variant: 'v8' }),
    entry(
      attestation,
      { os: 'unknown', architecture: 'unknown' },
      { 'vnd.docker.reference.type': 'attestation-manifest' },
    ),
  ];
  return store(content, 'team/app', 'multi', { schemaVersion: 2, mediaType: `${OCI}.index.v1+json`, manifests });
}

async function put(content: RegistryContent, repository: string, mediaType: string, bytes: Buffer) {
  return { mediaType, size: bytes.length, digest: await content.putBlob(repository, bytes) };
}

async function store(
  content: RegistryContent,
  repository: string,
  tag: string | null,
  document: { mediaType: string; [member: string]: unknown },
): Promise<Pushed> {
  const bytes = json(document);
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  await content.putManifest(repository, tag ?? digest, bytes, document.mediaType);
  return { digest, bytes };
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** Not compressible, the same every time. */
function randomText(size: number): Buffer {
  const parts: Buffer[] = [];
  for (let i = 0; i * 64 < size; i++) parts.push(createHash('sha512').update(`part ${i}`).digest());
  return Buffer.concat(parts).subarray(0, size);
}
