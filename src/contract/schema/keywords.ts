import type { TSchema } from 'typebox';
import { INT64_MAX } from './fields.ts';

/** The JSON Schema keywords that the contract writes, and that its readers interpret. */
export interface Keywords {
  readonly type?: 'string' | 'boolean' | 'integer' | 'number' | 'array' | 'object';
  readonly format?: 'int32' | 'int64' | 'float';
  readonly enum?: readonly string[];
  readonly 'x-comma-separated-enum'?: readonly string[];
  readonly 'x-hex-text'?: true;
  readonly 'x-name'?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: TSchema;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
  readonly writeOnly?: boolean;
}

export function keywordsOf(schema: TSchema): Keywords {
  return schema as Keywords;
}

/** Inclusive bounds of an integer schema. The maximum of a long is 2^63 - 1, which a JavaScript number rounds up. */
export function boundsOf({ minimum, maximum }: Keywords): { min: bigint; max: bigint } {
  const upper = maximum === undefined ? INT64_MAX : BigInt(maximum);
  return { min: minimum === undefined ? -INT64_MAX : BigInt(minimum), max: upper > INT64_MAX ? INT64_MAX : upper };
}

/** What a field accepts, in words: the last third of every refusal. */
export function describeAllowed(schema: TSchema): string {
  const words = keywordsOf(schema);
  if (words.enum) return `one of ${words.enum.join(', ')}`;
  const list = words['x-comma-separated-enum'];
  if (list) return `a comma-separated list of ${list.join(', ')}`;
  if (words.type === 'boolean') return 'true or false';
  if (words.type === 'integer') return describeInteger(words);
  if (words.type === 'number') return `a number from ${words.minimum ?? '-∞'} to ${words.maximum ?? '∞'}`;
  if (words.type === 'array')
    return `a list${words.maxItems === undefined ? '' : ` of at most ${words.maxItems} entries`}`;
  return words.type === 'object' ? 'an object' : describeText(words);
}

function describeInteger(words: Keywords): string {
  const { min, max } = boundsOf(words);
  return `a whole number from ${min} to ${max}${words['x-hex-text'] ? ', in decimal or as 0x…' : ''}`;
}

function describeText({ minLength = 0, maxLength }: Keywords): string {
  if (maxLength !== undefined) return `text of ${minLength} to ${maxLength} characters`;
  return minLength > 0 ? `text of at least ${minLength} characters` : 'text';
}
