import type { Descriptor, ManifestKind } from '../model/index.ts';
import type { RawDescriptor } from './descriptor.ts';
import { isCacheType, isFilesystemType, isImageConfigType, isSignatureType } from './media-types.ts';
import { isObject, type JsonObject } from './parse-json.ts';

/** Tags of manifests that belong to another one: cosign's `.sig`, `.att`, `.sbom`, and the referrers fallback tag. */
const ACCESSORY_TAG = /^sha(?:256-[a-f0-9]{64}|512-[a-f0-9]{64,128})(?:\.[a-z0-9._-]+)?$/;

/**
 * The kind of a manifest with config and layers. What a runtime would start is an image, whatever its tag, `subject` or
 * `artifactType` say. Attack: one extra field or a tag like `sha256-….sig` would otherwise hide an image from the scan.
 */
export function manifestKind(
  document: JsonObject,
  config: Descriptor,
  layers: readonly Descriptor[],
  tag: string | undefined,
): ManifestKind {
  const accessory = isAccessory(document, tag) || layers.some(({ mediaType }) => isSignatureType(mediaType));
  const runnable = isImageConfigType(config.mediaType) && layers.some(({ mediaType }) => isFilesystemType(mediaType));
  if (runnable) return 'image';
  if (accessory) return 'accessory';
  const empty = isImageConfigType(config.mediaType) && layers.length === 0 && document.artifactType === undefined;
  return empty ? 'image' : 'artifact';
}

/** The kind of an index: a list of referrers names no platforms, an image of several platforms does. `children` are without attestations. */
export function indexKind(
  document: JsonObject,
  children: readonly RawDescriptor[],
  tag: string | undefined,
): ManifestKind {
  if (children.some(({ platform }) => platform !== null)) return 'index';
  if (isAccessory(document, tag)) return 'accessory';
  return document.artifactType !== undefined || isBuildCache(children) ? 'artifact' : 'index';
}

/** The kind of a manifest of an artifact type: an accessory when it names a subject, else an artifact. */
export function artifactKind(document: JsonObject, tag: string | undefined): ManifestKind {
  return isAccessory(document, tag) ? 'accessory' : 'artifact';
}

/** BuildKit's cache exporter writes an index of layers, without a single manifest (`--cache-to type=registry`). */
function isBuildCache(children: readonly RawDescriptor[]): boolean {
  const types = children.map(({ mediaType }) => mediaType);
  return types.every(isCacheType) && !types.every(isFilesystemType);
}

/**
 * BuildKit lists attestations beside the platforms (docs/attestations/attestation-storage.md), as unknown/unknown: they are not
 * platforms. Attack: the annotation alone, on an entry with a real platform, hides nothing, since runtimes choose by platform.
 */
export function isAttestation({ platform, annotations }: RawDescriptor): boolean {
  if (platform !== null) return platform.os === 'unknown' && platform.architecture === 'unknown';
  return annotations['vnd.docker.reference.type'] === 'attestation-manifest';
}

function isAccessory(document: JsonObject, tag: string | undefined): boolean {
  return isObject(document.subject) || (tag !== undefined && ACCESSORY_TAG.test(tag));
}
