import { AppError } from '../model/index.ts';
import { isObject, type JsonObject, parseJsonObject } from './parse-json.ts';

/**
 * The bytes a schema 1 manifest is named by: a signed one is named by its payload without the signatures (distribution
 * docs/spec/manifest-v2-1.md), which the first signature tells how to restore; an unsigned one by itself.
 * Throws registry_protocol when the signature does not say it.
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
