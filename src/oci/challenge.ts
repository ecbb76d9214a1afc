/** One authentication challenge. Scheme and parameter names in lower case. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Where in a header the parser is. */
interface Cursor {
  readonly text: string;
  at: number;
}

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
// Some registries send unquoted values with characters that tokens may not have, such as realm=https://host/token.
const BARE = /[^\s,"]+/y;
const TOKEN68 = /[A-Za-z0-9._~+/-]+=*(?=\s*(?:,|$))/y;
const BLANK = /\s*/y;
const SEPARATORS = /[\s,]*/y;
const UNREADABLE = /[^,]+/y;

/**
 * Reads WWW-Authenticate by RFC 9110 section 11.6.1: several challenges in one header or in several, commas inside quotes,
 * parameters in any order. What cannot be read is skipped up to the next comma; the first of two equal parameters counts.
 */
export function parseChallenges(header: string | readonly string[] | undefined): Challenge[] {
  return [header ?? []].flat().flatMap(parseHeader);
}

function parseHeader(text: string): Challenge[] {
  const cursor: Cursor = { text, at: 0 };
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  take(cursor, SEPARATORS);
  while (cursor.at < text.length) {
    const current = challenges.at(-1);
    const parameter = takeParameter(cursor);
    if (parameter && current) current.parameters[parameter.name] ??= parameter.value;
    if (!parameter) takeScheme(cursor, challenges);
    take(cursor, SEPARATORS);
  }
  return challenges;
}

function takeScheme(cursor: Cursor, challenges: { scheme: string; parameters: Record<string, string> }[]): void {
  const scheme = take(cursor, TOKEN);
  if (scheme === null) {
    take(cursor, UNREADABLE);
    return;
  }
  challenges.push({ scheme: scheme.toLowerCase(), parameters: emptyRecord() });
  take(cursor, BLANK);
  const start = cursor.at;
  if (takeParameter(cursor)) cursor.at = start;
  else take(cursor, TOKEN68);
}

/** Reads `name = value`, or leaves the cursor where it is. */
function takeParameter(cursor: Cursor): { name: string; value: string } | null {
  const start = cursor.at;
  const name = take(cursor, TOKEN);
  take(cursor, BLANK);
  const value = name !== null && cursor.text[cursor.at] === '=' ? takeValue(cursor) : null;
  if (name === null || value === null) {
    cursor.at = start;
    return null;
  }
  return { name: name.toLowerCase(), value };
}

function takeValue(cursor: Cursor): string | null {
  cursor.at += 1;
  take(cursor, BLANK);
  const quoted = take(cursor, QUOTED);
  if (quoted !== null) return quoted.slice(1, -1).replace(/\\(.)/g, '$1');
  return take(cursor, BARE);
}

function take(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (!match) return null;
  cursor.at = pattern.lastIndex;
  return match[0];
}

/** Without prototype, so that a parameter named `constructor` is an ordinary one. */
function emptyRecord(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}
