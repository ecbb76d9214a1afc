/** image-spec media-types.md and distribution's docs/spec/manifest-v2-2.md, manifest-v2-1.md. */
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
export const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
export const SCHEMA1 = 'application/vnd.docker.distribution.manifest.v1+json';
export const SCHEMA1_SIGNED = 'application/vnd.docker.distribution.manifest.v1+prettyjws';
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
export const DOCKER_CONFIG = 'application/vnd.docker.container.image.v1+json';

/**
 * Sent with every request for a manifest: a registry returns 404 for a type that is missing here (which looks like a deletion), or
 * converts the manifest to another one with another digest.
 */
export const ACCEPT_MANIFESTS = [
  OCI_INDEX,
  OCI_MANIFEST,
  DOCKER_LIST,
  DOCKER_MANIFEST,
  SCHEMA1_SIGNED,
  SCHEMA1,
  '*/*',
].join(', ');

// Signatures and attestations: cosign SIGNATURE_SPEC.md, in-toto, notation.
const SIGNATURE =
  /^application\/(vnd\.dev\.cosign\.|vnd\.dev\.sigstore\.|vnd\.in-toto|vnd\.dsse\.|vnd\.cncf\.notary\.|jose\+json)/;
const FILESYSTEM =
  /^application\/vnd\.(docker\.image\.rootfs\.(foreign\.)?diff\.tar|oci\.image\.layer\.(nondistributable\.)?v1\.tar)/;

/** Manifests of artifacts that were in use until image-spec 1.1 replaced them (ORAS, notation); no runtime starts them. */
const ARTIFACT = [
  'application/vnd.oci.artifact.manifest.v1+json',
  'application/vnd.cncf.oras.artifact.manifest.v1+json',
];
/** BuildKit's registry cache: an index of layers and of this. */
const CACHE_CONFIG = 'application/vnd.buildkit.cacheconfig.v0';

export function isIndexType(mediaType: string): boolean {
  return mediaType === OCI_INDEX || mediaType === DOCKER_LIST;
}

export function isManifestType(mediaType: string): boolean {
  return mediaType === OCI_MANIFEST || mediaType === DOCKER_MANIFEST;
}

export function isSchema1Type(mediaType: string): boolean {
  return mediaType === SCHEMA1 || mediaType === SCHEMA1_SIGNED;
}

/** True for the config of an image that a runtime would start; old Docker versions wrote octet-stream. */
export function isImageConfigType(mediaType: string): boolean {
  return mediaType === OCI_CONFIG || mediaType === DOCKER_CONFIG || mediaType === 'application/octet-stream';
}

/** True for a layer of files, of any compression, also encrypted or foreign. */
export function isFilesystemType(mediaType: string): boolean {
  return FILESYSTEM.test(mediaType);
}

/** True for what BuildKit lists in the index of a build cache. */
export function isCacheType(mediaType: string): boolean {
  return mediaType === CACHE_CONFIG || isFilesystemType(mediaType);
}

export function isArtifactType(mediaType: string): boolean {
  return ARTIFACT.includes(mediaType);
}

export function isSignatureType(mediaType: string): boolean {
  return SIGNATURE.test(mediaType);
}
