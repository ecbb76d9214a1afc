import { AppError } from '../model/index.ts';
import { isObject, type JsonObject, parseJsonObject } from './parse-json.ts';

/**
 * The bytes that the digest of a schema 1 manifest covers: of a signed one its payload without the signatures (distribution
 * docs/spec/manifest-v2-1.md), which the first signature says how to restore; of an unsigned one all.
 * Throws registry_protocol when the signature does not say so.
 */
export function schema1Payload(bytes: Buffer, document: JsonObject): Buffer {
  const { signatures } = document;
  if (signatures === undefined) return bytes;
  const first: unknown = Array.isArray(signatures) ? signatures[0] : null;
  if (!isObject(first) || typeof first.protected !== 'string') throw unreadable();
  const header = parseJsonObject(Buffer.from(first.protected, 'base64url'), 'the signature of a schema 1 manifest');
  const { formatLength, formatTail } = header;
  const valid = typeof formatLength === 'number' && Number.isSafeInteger(formatLength) && formatLength >= 0;
  if (!valid || formatLength > bytes.length || typeof formatTail !== 'string') throw unreadable();
  return Buffer.concat([bytes.subarray(0, formatLength), Buffer.from(formatTail, 'base64url')]);
}

function unreadable(): AppError {
  return new AppError('registry_protocol', 'the signature of a schema 1 manifest cannot be read');
}
