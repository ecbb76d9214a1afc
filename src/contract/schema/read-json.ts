import { IsOptional, type TSchema } from 'typebox';
import { type Keywords, keywordsOf } from './keywords.ts';
import type { Parsed } from './operation.ts';
import { refuse, refuseMissing } from './problem.ts';
import { readInteger, readString, withinBounds } from './read-text.ts';

/**
 * The value of a parsed JSON value under a schema. Depth is that of the schema, whatever the sender nests.
 * @param path where the value is, for the refusal: `image_info[3].id`; empty for the whole body
 */
export function readJson(schema: TSchema, json: unknown, path: string): Parsed<unknown> {
  const words = keywordsOf(schema);
  if (words.type === 'object') return readObject(schema, json, path);
  if (words.type === 'array') return readArray(schema, json, path);
  const value = readScalar(words, json);
  return value === undefined ? { ok: false, problem: refuse(path, json, schema) } : { ok: true, value };
}

function readObject(schema: TSchema, json: unknown, path: string): Parsed<unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { ok: false, problem: refuse(path || 'body', json, schema) };
  }
  const value: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(keywordsOf(schema).properties ?? {})) {
    const read = readField(field, ownValue(json, name), path ? `${path}.${name}` : name);
    if (!read.ok) return read;
    if (read.value !== undefined) value[name] = read.value;
  }
  return { ok: true, value };
}

function readField(field: TSchema, json: unknown, path: string): Parsed<unknown> {
  if (json !== undefined && json !== null) return readJson(field, json, path);
  if (IsOptional(field)) return { ok: true, value: undefined };
  return { ok: false, problem: refuseMissing(path, field) };
}

function readArray(schema: TSchema, json: unknown, path: string): Parsed<unknown> {
  const { items, maxItems = Number.POSITIVE_INFINITY } = keywordsOf(schema);
  if (!Array.isArray(json) || json.length > maxItems || !items) {
    return { ok: false, problem: refuse(path, Array.isArray(json) ? `${json.length} entries` : json, schema) };
  }
  const value: unknown[] = [];
  for (const [at, item] of json.entries()) {
    const read = readJson(items, item, `${path}[${at}]`);
    if (!read.ok) return read;
    value.push(read.value);
  }
  return { ok: true, value };
}

function readScalar(words: Keywords, json: unknown): unknown {
  if (words.type === 'boolean') return typeof json === 'boolean' ? json : undefined;
  if (words.type === 'string') return typeof json === 'string' ? readString(words, json) : undefined;
  if (typeof json === 'string') return words['x-hex-text'] ? readInteger(words, json) : undefined;
  return Number.isInteger(json) ? withinBounds(words, exactly(json as number)) : undefined;
}

/**
 * JSON numbers above 2^53 arrive rounded, 2^63 - 1 as 2^63. Nothing stored is above 2^53,
 * so the rounding cannot change which rows a bound selects; only the bound of the type needs care.
 */
function exactly(json: number): bigint {
  const limit = 2 ** 63;
  return json === limit ? BigInt(limit) - 1n : BigInt(json);
}

function ownValue(json: object, name: string): unknown {
  return Object.hasOwn(json, name) ? (json as Record<string, unknown>)[name] : undefined;
}
