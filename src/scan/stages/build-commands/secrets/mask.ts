import type { Secret } from './find-secrets.ts';
import { namedValues } from './named-values.ts';

/** What stands where a secret stood. */
export const MASK = '***';
/** A text with more secrets than this is not shown at all: each one is searched for in all texts. */
const MOST_SECRETS = 256;
/** Shorter values are common words; in the texts of other instructions they are left. */
const TELLING_LENGTH = 6;
const WITHHELD = '(not shown: it contains a secret that could not be masked)';

/** Takes secrets out of a text, given those of the instruction that it belongs to. */
export type Masker = (text: string, own: readonly Secret[]) => string;

/**
 * Masks the secrets of an instruction, and those of the whole image that are long enough to be told from common words.
 * When quoting keeps one from being found as it stands, or there are too many to look for, the text is withheld.
 */
export function createMasker(everywhere: readonly Secret[]): Masker {
  const telling = new Set(valuesOf(everywhere).filter((value) => value.length >= TELLING_LENGTH));
  return (text, own) => {
    const values = [...new Set([...valuesOf(own), ...telling])];
    return values.length > MOST_SECRETS ? WITHHELD : maskNamed(maskValues(text, values));
  };
}

function valuesOf(secrets: readonly Secret[]): string[] {
  return secrets.map(({ value }) => value).filter((value) => !isMasked(value));
}

/** Longest first, so that no value is cut by a shorter one that it contains. */
function maskValues(text: string, values: readonly string[]): string {
  const sorted = [...values].sort((one, other) => other.length - one.length);
  const masked = maskUrls(sorted.reduce(maskValue, text));
  const bare = stripQuotes(masked);
  return values.some((value) => bare.includes(stripQuotes(value))) ? WITHHELD : masked;
}

/** After the secrets that are known as a whole: what only looks like one may be a part of theirs. */
function maskNamed(text: string): string {
  const values = new Set(namedValues(text).filter((value) => !isMasked(value)));
  return values.size > MOST_SECRETS ? WITHHELD : [...values].reduce(maskNamedValue, text);
}

/** A short value is a common word: only where it follows a name is it the secret. */
function maskNamedValue(text: string, value: string): string {
  if (value.length >= TELLING_LENGTH) return maskValue(text, value);
  const quoted = value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return text.replace(new RegExp(`([=:]\\s{0,8}[\\\\"'$]{0,4})${quoted}(?!\\w)`, 'g'), `$1${MASK}`);
}

function isMasked(value: string): boolean {
  return value === '' || MASK.includes(value);
}

function maskValue(text: string, value: string): string {
  return text.split(value).join(MASK);
}

/** Whatever stands for a password in a URL, also a word that `isSecretValue` takes for none. */
function maskUrls(text: string): string {
  return text.replace(/(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@'"`<>]{0,256}):[^\s/'"`<>$*]{1,256}@/gi, `$1:${MASK}@`);
}

function stripQuotes(text: string): string {
  return text.replace(/["'\\`/]/g, '');
}
