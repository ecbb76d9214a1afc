import { type BuiltLayer, sha256 } from './build-layer.ts';

export interface BuiltDocument {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface BuiltImage {
  readonly manifest: BuiltDocument;
  readonly config: BuiltDocument;
  /** Config and layers by digest: all that has to be served beside the manifest. */
  readonly blobs: ReadonlyMap<string, Buffer>;
}

export interface ImageConfig {
  readonly architecture?: string;
  readonly os?: string;
  /** RFC 3339. */
  readonly created?: string;
  /** `created_by` of each layer. */
  readonly createdBy?: readonly string[];
  /** The `config` object: Env, Cmd, User, Labels. */
  readonly config?: Readonly<Record<string, unknown>>;
}

export interface IndexMember {
  readonly image: BuiltImage;
  readonly platform?: { readonly os: string; readonly architecture: string; readonly variant?: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

const OCI = 'application/vnd.oci.image';
const DOCKER = 'application/vnd.docker.distribution.manifest.v2+json';
const CREATED = '2026-01-01T00:00:00Z';

/** An OCI image, or a Docker schema 2 one with `docker`. */
export function buildImage(options: {
  readonly layers: readonly BuiltLayer[];
  readonly config?: ImageConfig;
  readonly docker?: boolean;
}): BuiltImage {
  const { layers, docker = false } = options;
  const configType = docker ? 'application/vnd.docker.container.image.v1+json' : `${OCI}.config.v1+json`;
  const config = document(configType, imageConfig(layers, options.config ?? {}));
  const mediaType = docker ? DOCKER : `${OCI}.manifest.v1+json`;
  const manifest = document(mediaType, {
    schemaVersion: 2,
    mediaType,
    config: descriptor(config),
    layers: layers.map((layer) => descriptor({ ...layer, mediaType: layerType(layer, docker) })),
  });
  const blobs = new Map([config, ...layers].map(({ digest, bytes }) => [digest, bytes]));
  return { manifest, config, blobs };
}

/** A multi-arch index of images. */
export function buildIndex(members: readonly IndexMember[]): BuiltDocument {
  const mediaType = `${OCI}.index.v1+json`;
  const manifests = members.map(({ image, platform, annotations }) => ({
    ...descriptor(image.manifest),
    ...(platform ? { platform } : {}),
    ...(annotations ? { annotations } : {}),
  }));
  return document(mediaType, { schemaVersion: 2, mediaType, manifests });
}

/** A Docker schema 1 manifest without signatures (distribution, "Image Manifest Version 2, Schema 1"): top layer first. */
export function buildSchema1(name: string, tag: string, layers: readonly BuiltLayer[]): BuiltDocument {
  const ids = layers.map((layer, index) => sha256(Buffer.from(`${index} ${layer.digest}`)).slice('sha256:'.length));
  const history = layers.map((_, index) => {
    const parent = index === 0 ? {} : { parent: ids[index - 1] };
    const v1 = { id: ids[index], ...parent, created: CREATED, container_config: { Cmd: ['/bin/sh'] } };
    return { v1Compatibility: JSON.stringify({ ...v1, architecture: 'amd64', os: 'linux' }) };
  });
  return document('application/vnd.docker.distribution.manifest.v1+json', {
    schemaVersion: 1,
    name,
    tag,
    architecture: 'amd64',
    fsLayers: layers.map(({ digest }) => ({ blobSum: digest })).reverse(),
    history: history.reverse(),
  });
}

function imageConfig(layers: readonly BuiltLayer[], config: ImageConfig) {
  const created = config.created ?? CREATED;
  return {
    architecture: config.architecture ?? 'amd64',
    os: config.os ?? 'linux',
    created,
    config: config.config ?? {},
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: layers.map((_, index) => ({ created, created_by: config.createdBy?.[index] ?? `layer ${index}` })),
  };
}

function layerType(layer: BuiltLayer, docker: boolean): string {
  if (!docker) return layer.mediaType;
  return layer.mediaType.endsWith('+gzip')
    ? 'application/vnd.docker.image.rootfs.diff.tar.gzip'
    : 'application/vnd.docker.image.rootfs.diff.tar';
}

function document(mediaType: string, value: object): BuiltDocument {
  const bytes = Buffer.from(JSON.stringify(value));
  return { digest: sha256(bytes), mediaType, bytes };
}

function descriptor({ mediaType, digest, bytes }: BuiltDocument) {
  return { mediaType, digest, size: bytes.length };
}
