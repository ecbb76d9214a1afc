import { IsOptional, type TObject, type TSchema } from 'typebox';
import { keywordsOf } from './keywords.ts';
import type { Operation, ParamsOf, QueryOf } from './operation.ts';
import { type ParameterProblem, type Parsed, refuse, refuseMissing, show } from './problem.ts';
import { readText } from './read-text.ts';

/** More than any client sends; a request with a million parameters is an attack on this loop. */
const MAX_PARAMETERS = 200;

/** What a client sends that was never given a project id: the name of the parameter in braces. */
const PLACEHOLDER = /^\{[a-z_]+\}$/;

/**
 * Reads the path parameters of an operation from their decoded texts.
 * A placeholder that the client did not fill in (`{project_id}`) is refused with words that say so.
 */
export function parseParams<O extends Operation>(
  operation: O,
  decoded: Readonly<Record<string, string | undefined>>,
): Parsed<ParamsOf<O>> {
  const given = new Map<string, string>();
  for (const name of Object.keys(operation.params.properties)) {
    const value = Object.hasOwn(decoded, name) ? decoded[name] : undefined;
    if (value === undefined) continue;
    if (PLACEHOLDER.test(value)) return { ok: false, problem: unfilled(name, value) };
    given.set(name, value);
  }
  return readFields(operation.params, given) as Parsed<ParamsOf<O>>;
}

/**
 * Reads the query of an operation from the raw text after `?` (without it).
 * Known names must be given once, be of their type and in their range; unknown names are ignored. `+` is a blank.
 * @returns every field that has a default or was given, or the first problem
 */
export function parseQuery<O extends Operation>(operation: O, rawQuery: string): Parsed<QueryOf<O>> {
  const given = readPairs(operation.query, rawQuery);
  if (!given.ok) return given;
  return readFields(operation.query, given.value) as Parsed<QueryOf<O>>;
}

/** Field values of `schema` from decoded texts. */
function readFields(schema: TObject, given: ReadonlyMap<string, string>): Parsed<object> {
  const value: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.properties)) {
    const read = readField(name, field, given.get(name));
    if (!read.ok) return read;
    if (read.value !== undefined) value[name] = read.value;
  }
  return { ok: true, value };
}

function readField(name: string, field: TSchema, raw: string | undefined): Parsed<unknown> {
  if (raw !== undefined) {
    const value = readText(field, raw);
    return value === undefined ? refused(refuse(name, raw, field)) : { ok: true, value };
  }
  const fallback = keywordsOf(field).default;
  if (fallback !== undefined || IsOptional(field)) return { ok: true, value: fallback };
  return refused(refuseMissing(name, field));
}

/** Decoded texts of the known parameters. Lists may repeat their key, which joins them with a comma. */
function readPairs({ properties }: TObject, rawQuery: string): Parsed<Map<string, string>> {
  const given = new Map<string, string>();
  const pairs = rawQuery === '' ? [] : rawQuery.split('&', MAX_PARAMETERS + 1);
  if (pairs.length > MAX_PARAMETERS) return refused(tooMany());
  for (const pair of pairs) {
    const [name, value] = decodePair(pair);
    if (name === undefined || value === undefined) return refused(undecodable(pair));
    if (!Object.hasOwn(properties, name)) continue;
    const before = given.get(name);
    if (before !== undefined && !isList(properties[name])) return refused(repeated(name, value));
    given.set(name, before === undefined ? value : `${before},${value}`);
  }
  return { ok: true, value: given };
}

function decodePair(pair: string): [string | undefined, string | undefined] {
  const at = pair.indexOf('=');
  return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
}

/** Percent-decoded UTF-8, or undefined when an escape is broken. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function isList(field: TSchema | undefined): boolean {
  return field !== undefined && keywordsOf(field)['x-comma-separated-enum'] !== undefined;
}

function refused(problem: ParameterProblem): { ok: false; problem: ParameterProblem } {
  return { ok: false, problem };
}

function tooMany(): ParameterProblem {
  return {
    parameter: 'query',
    value: `more than ${MAX_PARAMETERS} parameters`,
    allowed: `${MAX_PARAMETERS} parameters`,
  };
}

function undecodable(pair: string): ParameterProblem {
  const [name = ''] = pair.split('=', 1);
  return { parameter: show(name), value: show(pair.slice(name.length + 1)), allowed: 'percent-encoded UTF-8' };
}

function repeated(name: string, value: string): ParameterProblem {
  return { parameter: name, value: show(value), allowed: 'one value; the parameter was given more than once' };
}

function unfilled(name: string, value: string) {
  const what = name === 'project_id' ? 'the id of your project' : 'a value';
  return { parameter: name, value: show(value), allowed: `${what}; the placeholder was sent without being filled in` };
}
