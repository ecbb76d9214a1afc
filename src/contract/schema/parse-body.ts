import type { Static, TSchema } from 'typebox';
import type { Operation, ParameterProblem, Parsed } from './operation.ts';
import { readJson } from './read-json.ts';

type BodyOf<O extends Operation> = O extends { readonly body: { readonly schema: infer S extends TSchema } }
  ? Static<S>
  : undefined;

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
