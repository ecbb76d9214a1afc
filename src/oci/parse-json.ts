import { AppError } from '../model/index.ts';

export type JsonObject = { readonly [name: string]: unknown };

// Attack: deep nesting makes recursive readers of the value exhaust the stack.
const DEPTH = 64;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = [0x5b, 0x7b];
const CLOSE = [0x5d, 0x7d];

/** Reads a JSON object. `what` names the document in the message. Throws registry_protocol when it is not JSON, not an object, or too deep. */
export function parseJsonObject(bytes: Buffer, what: string): JsonObject {
  if (isDeeper(bytes, DEPTH)) throw new AppError('registry_protocol', `${what} is nested deeper than ${DEPTH} levels`);
  const value = parse(bytes, what);
  if (!isObject(value)) throw new AppError('registry_protocol', `${what} is not a JSON object`);
  return value;
}

/** True for an object that is not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a member, without NUL (PostgreSQL cannot store it) and cut at `max` characters; null when it is not text. */
export function textMember(object: JsonObject, name: string, max: number): string | null {
  const value = object[name];
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd').slice(0, max) : null;
}

function parse(bytes: Buffer, what: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new AppError('registry_protocol', `${what} is not JSON`, { cause });
  }
}

function isDeeper(bytes: Buffer, max: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) quoted = !quoted;
    else if (quoted && byte === BACKSLASH) at++;
    else if (!quoted && OPEN.includes(byte) && ++depth > max) return true;
    else if (!quoted && CLOSE.includes(byte)) depth--;
  }
  return false;
}
