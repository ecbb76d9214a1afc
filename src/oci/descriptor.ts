import { AppError, type Descriptor, type Platform } from '../model/index.ts';
import { isDigest } from './digest.ts';
import { isObject, type JsonObject, textMember } from './parse-json.ts';

// RFC 6838 section 4.2 names, with parameters; generous in length, strict in characters.
const MEDIA_TYPE = /^[A-Za-z0-9][\w!#$&^.+-]{0,126}\/[A-Za-z0-9][\w!#$&^.+-]{0,126}(?:\s*;[\x20-\x7e]{0,100})?$/;
const PLATFORM_TEXT = 128;

/** A descriptor with the members that only index entries have. */
export interface RawDescriptor extends Descriptor {
  readonly platform: Platform | null;
  readonly artifactType: string | null;
  readonly annotations: JsonObject;
}

/**
 * Reads a content descriptor (image-spec descriptor.md). A missing mediaType becomes the empty text.
 * Throws registry_protocol for a malformed digest, size or media type: what cannot be read is not guessed.
 */
export function parseDescriptor(value: unknown): RawDescriptor {
  if (!isObject(value)) throw broken('is not an object');
  const { digest, size, urls, mediaType = '' } = value;
  if (typeof digest !== 'string' || !isDigest(digest)) throw broken('has no sha256 or sha512 digest');
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) throw broken('has no size');
  if (typeof mediaType !== 'string' || (mediaType !== '' && !MEDIA_TYPE.test(mediaType)))
    throw broken('has an unreadable media type');
  const foreign = Array.isArray(urls) ? urls.filter((url) => typeof url === 'string') : [];
  return {
    mediaType,
    digest,
    size,
    ...(foreign.length > 0 ? { urls: foreign } : {}),
    platform: parsePlatform(value.platform),
    artifactType: textMember(value, 'artifactType', 255),
    annotations: isObject(value.annotations) ? value.annotations : {},
  };
}

/** Only what a descriptor of a blob is. */
export function toDescriptor({ mediaType, digest, size, urls }: Descriptor): Descriptor {
  return { mediaType, digest, size, ...(urls ? { urls } : {}) };
}

/** Reads `os`, `architecture`, `variant` and `os.version` of an index entry or an image config; null without the first two. */
export function parsePlatform(value: unknown): Platform | null {
  if (!isObject(value)) return null;
  const os = textMember(value, 'os', PLATFORM_TEXT);
  const architecture = textMember(value, 'architecture', PLATFORM_TEXT);
  if (!os || !architecture) return null;
  const variant = textMember(value, 'variant', PLATFORM_TEXT);
  const osVersion = textMember(value, 'os.version', PLATFORM_TEXT);
  return { os, architecture, ...(variant ? { variant } : {}), ...(osVersion ? { osVersion } : {}) };
}

function broken(how: string): AppError {
  return new AppError('registry_protocol', `a descriptor of the manifest ${how}`);
}
