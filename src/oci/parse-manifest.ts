import { AppError, type Descriptor, type ManifestKind, type Platform } from '../model/index.ts';
import { parseDescriptor, type RawDescriptor, toDescriptor } from './descriptor.ts';
import { digestOf } from './digest.ts';
import { artifactKind, indexKind, isAttestation, manifestKind } from './manifest-kind.ts';
import {
  isArtifactType,
  isIndexType,
  isManifestType,
  isSchema1Type,
  OCI_INDEX,
  OCI_MANIFEST,
  SCHEMA1,
} from './media-types.ts';
import { isObject, type JsonObject, parseJsonObject, textMember } from './parse-json.ts';

/** One platform of an index. `size` is that of the child's manifest, in bytes. */
export interface ManifestChild {
  readonly digest: string;
  readonly size: number;
  readonly mediaType: string;
  readonly platform: Platform | null;
}

export interface Manifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly kind: ManifestKind;
  readonly config: Descriptor | null;
  /** Base first, as the manifest lists them, repetitions included. */
  readonly layers: readonly Descriptor[];
  /** The platforms of an index, without attestations. */
  readonly children: readonly ManifestChild[];
  /** Config and distinct layers in bytes; 0 for an index and schema 1. */
  readonly size: number;
}

// Attack: a manifest of 4 MiB holds tens of thousands of descriptors, each of which would become a row.
const DESCRIPTORS = 4096;

/**
 * Reads a manifest of any kind (image-spec manifest.md and image-index.md, Docker schema 2, list and schema 1). `contentType` is
 * the answer's header, used when the document names no media type; `tag` is the tag it was found by, if any.
 * Throws registry_protocol for what is not a manifest or contradicts itself, limit_exceeded above 4096 descriptors.
 */
export function parseManifest(bytes: Buffer, contentType: string | null, tag?: string): Manifest {
  const document = parseJsonObject(bytes, 'the manifest');
  const mediaType = manifestType(document, contentType);
  if (isSchema1Type(mediaType)) return schema1(bytes, document, mediaType);
  const base = { digest: digestOf(bytes), mediaType };
  if (isIndexType(mediaType)) return { ...base, ...readIndex(document, tag) };
  if (isManifestType(mediaType)) return { ...base, ...readManifest(document, tag) };
  const kind = isArtifactType(mediaType) ? artifactKind(document, tag) : 'unknown';
  return { ...base, kind, config: null, layers: [], children: [], size: 0 };
}

/** The document's own media type, else the header's without parameters, else what its members show. */
function manifestType(document: JsonObject, contentType: string | null): string {
  if (document.manifests !== undefined && (document.layers !== undefined || document.config !== undefined)) {
    // Attack: one document that is an image to one reader and an index to another (CVE-2021-41190).
    throw new AppError('registry_protocol', 'the manifest is both an index and an image');
  }
  if (document.schemaVersion === 1) return schema1Type(contentType);
  const own = textMember(document, 'mediaType', 255);
  const sent = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const type = own || (isKnown(sent) ? sent : shownType(document, sent));
  contradiction(type, document);
  return type;
}

function isKnown(mediaType: string): boolean {
  return isIndexType(mediaType) || isManifestType(mediaType);
}

function schema1Type(contentType: string | null): string {
  const sent = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return isSchema1Type(sent) ? sent : SCHEMA1;
}

function shownType(document: JsonObject, sent: string): string {
  if (Array.isArray(document.manifests)) return OCI_INDEX;
  return isObject(document.config) && Array.isArray(document.layers) ? OCI_MANIFEST : sent;
}

function contradiction(type: string, document: JsonObject): void {
  const wrong = isIndexType(type)
    ? document.layers !== undefined
    : isManifestType(type) && document.manifests !== undefined;
  if (wrong || isSchema1Type(type))
    throw new AppError('registry_protocol', `the manifest calls itself ${type} and is not`);
}

type Content = Omit<Manifest, 'digest' | 'mediaType'>;

function readIndex(document: JsonObject, tag: string | undefined): Content {
  const entries = descriptors(document.manifests, 'manifests');
  const children = entries.filter((entry) => !isAttestation(entry));
  const kind = indexKind(document, children, tag);
  return { kind, config: null, layers: [], children: kind === 'index' ? children.map(toChild) : [], size: 0 };
}

function readManifest(document: JsonObject, tag: string | undefined): Content {
  const config = toDescriptor(parseDescriptor(document.config));
  const layers = descriptors(document.layers, 'layers').map(toDescriptor);
  const distinct = new Map([config, ...layers].map(({ digest, size }) => [digest, size]));
  const size = [...distinct.values()].reduce((sum, each) => sum + each, 0);
  return { kind: manifestKind(document, config, layers, tag), config, layers, children: [], size: checkedSize(size) };
}

function schema1(bytes: Buffer, document: JsonObject, mediaType: string): Manifest {
  const digest = digestOf(schema1Payload(bytes, document));
  return { digest, mediaType, kind: 'schema1', config: null, layers: [], children: [], size: 0 };
}

function descriptors(value: unknown, member: string): RawDescriptor[] {
  if (!Array.isArray(value)) throw new AppError('registry_protocol', `the manifest has no list of ${member}`);
  if (value.length > DESCRIPTORS)
    throw new AppError('limit_exceeded', `the manifest has more than ${DESCRIPTORS} ${member}`);
  return value.map(parseDescriptor);
}

function toChild({ digest, size, mediaType, platform }: RawDescriptor): ManifestChild {
  return { digest, size, mediaType, platform };
}

function checkedSize(size: number): number {
  if (Number.isSafeInteger(size)) return size;
  throw new AppError('registry_protocol', 'the sizes in the manifest add up to more than 2^53 - 1');
}

/**
 * The bytes that the digest of a schema 1 manifest covers: of a signed one its payload without the signatures (distribution
 * docs/spec/manifest-v2-1.md), which the first signature says how to restore; of an unsigned one all.
 * Throws registry_protocol when the signature does not say so.
 */
function schema1Payload(bytes: Buffer, document: JsonObject): Buffer {
  const { signatures } = document;
  if (signatures === undefined) return bytes;
  const first: unknown = Array.isArray(signatures) ? signatures[0] : null;
  if (!isObject(first) || typeof first.protected !== 'string') throw unreadableSignature();
  const header = parseJsonObject(Buffer.from(first.protected, 'base64url'), 'the signature of a schema 1 manifest');
  const { formatLength, formatTail } = header;
  const valid = typeof formatLength === 'number' && Number.isSafeInteger(formatLength) && formatLength >= 0;
  if (!valid || formatLength > bytes.length || typeof formatTail !== 'string') throw unreadableSignature();
  return Buffer.concat([bytes.subarray(0, formatLength), Buffer.from(formatTail, 'base64url')]);
}

function unreadableSignature(): AppError {
  return new AppError('registry_protocol', 'the signature of a schema 1 manifest cannot be read');
}
