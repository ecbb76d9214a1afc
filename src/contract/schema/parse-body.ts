import { IsOptional, type TSchema } from 'typebox';
import { type Keywords, keywordsOf } from './keywords.ts';
import type { BodyOf, Operation } from './operation.ts';
import { type ParameterProblem, type Parsed, refuse, refuseMissing } from './problem.ts';
import { readInteger, readString, withinBounds } from './read-text.ts';

/**
 * Reads the JSON body of an operation from the bytes as they came.
 * Unknown fields are ignored, `null` for an optional field means absent, and an optional body may be empty.
 * @returns the fields that were given, or the first problem (`unreadable` when it is not JSON in UTF-8)
 */
export function parseBody<O extends Operation>(operation: O, raw: Buffer): Parsed<BodyOf<O>> {
  return parse(operation, raw) as Parsed<BodyOf<O>>;
}

function parse({ body }: Operation, raw: Buffer): Parsed<unknown> {
  if (!body) return { ok: true, value: undefined };
  if (raw.length === 0) return body.required ? { ok: false, problem: missing() } : { ok: true, value: undefined };
  const json = decodeJson(raw);
  return json.ok ? readJson(body.schema, json.value, '') : json;
}

/** The bytes are not repeated in the refusal: they may hold a password. */
function decodeJson(raw: Buffer): Parsed<unknown> {
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw)) };
  } catch {
    const problem = { parameter: 'body', value: `${raw.length} bytes`, allowed: 'JSON in UTF-8' };
    return { ok: false, problem: { ...problem, unreadable: true } };
  }
}

function missing(): ParameterProblem {
  return { parameter: 'body', value: '', allowed: 'a JSON object (mandatory)' };
}

/**
 * The value of a parsed JSON value under a schema. Depth is that of the schema, whatever the sender nests.
 * @param path where the value is, for the refusal: `image_info[3].id`; empty for the whole body
 */
function readJson(schema: TSchema, json: unknown, path: string): Parsed<unknown> {
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
