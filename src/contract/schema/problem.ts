import type { TSchema } from 'typebox';
import { describeAllowed, keywordsOf } from './keywords.ts';

/** Why a request is refused: which parameter, what was sent, and what would have been allowed. */
export interface ParameterProblem {
  readonly parameter: string;
  readonly value: string;
  readonly allowed: string;
  /** The body is not JSON at all. */
  readonly unreadable?: true;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ParameterProblem };

/** Long values are cut: a refusal must not echo a megabyte. */
const SHOWN = 64;

/** A value that the schema does not allow. Values of secret fields are not repeated. */
export function refuse(parameter: string, value: unknown, schema: TSchema): ParameterProblem {
  const shown = keywordsOf(schema).writeOnly ? '***' : show(value);
  return { parameter, value: shown, allowed: describeAllowed(schema) };
}

/** A mandatory field that was not sent. */
export function refuseMissing(parameter: string, schema: TSchema): ParameterProblem {
  return { parameter, value: '', allowed: `${describeAllowed(schema)} (mandatory)` };
}

/**
 * The first 64 characters of a value, for people. Lists and objects are only called that:
 * they may hold a secret, and may be nested deep enough to break a serialiser.
 */
export function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return [...String(value).slice(0, 2 * SHOWN)].slice(0, SHOWN).join('');
}
