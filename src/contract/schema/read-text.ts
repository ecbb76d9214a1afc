import type { TSchema } from 'typebox';
import { boundsOf, type Keywords, keywordsOf } from './keywords.ts';

const DECIMAL = /^(?:0|-?[1-9]\d{0,18})$/;
const HEX = /^0x[0-9a-f]{1,8}$/i;

/** U+0000 cannot be stored by PostgreSQL and half a surrogate pair is no character: neither is text. */
const NO_TEXT = /[\0\p{Surrogate}]/u;

/** The value that a decoded query or path text stands for, or undefined when the schema refuses it. */
export function readText(schema: TSchema, raw: string): unknown {
  const words = keywordsOf(schema);
  if (words.type === 'boolean') return readBoolean(raw);
  if (words.type === 'integer') return readInteger(words, raw);
  const list = words['x-comma-separated-enum'];
  return list ? readList(list, raw) : readString(words, raw);
}

/** Text within the length and the word list of its schema; length counts code points, not UTF-16 units. */
export function readString({ enum: allowed, minLength = 0, maxLength }: Keywords, raw: string): string | undefined {
  if (allowed) return allowed.includes(raw) ? raw : undefined;
  const tooLong = maxLength !== undefined && raw.length > maxLength && lengthOf(raw, maxLength) > maxLength;
  return raw.length < minLength || tooLong || NO_TEXT.test(raw) ? undefined : raw;
}

/** A number, or a bigint for 64 bits. Plain decimal only, `0x…` where the schema says so. */
export function readInteger(words: Keywords, raw: string): number | bigint | undefined {
  const plain = DECIMAL.test(raw) || (words['x-hex-text'] && HEX.test(raw));
  return plain ? withinBounds(words, BigInt(raw)) : undefined;
}

export function withinBounds(words: Keywords, value: bigint): number | bigint | undefined {
  const { min, max } = boundsOf(words);
  if (value < min || value > max) return undefined;
  return words.format === 'int64' ? value : Number(value);
}

function readBoolean(raw: string): boolean | undefined {
  const lower = raw.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

function readList(allowed: readonly string[], raw: string): string[] | undefined {
  const words = raw.split(',', allowed.length + 1);
  const known = words.length <= allowed.length && words.every((word) => allowed.includes(word));
  return known ? words : undefined;
}

/** Code points, counted no further than needed: the text may be megabytes. */
function lengthOf(raw: string, enough: number): number {
  let points = 0;
  for (const _ of raw) if (++points > enough) break;
  return points;
}
