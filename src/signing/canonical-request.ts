/** The most query pairs that are sorted for a signature; more is an attempt to use up the CPU. */
const MAX_QUERY_PAIRS = 1000;

/** What a signature covers of a request, before any body. `target` is the request line's: path, then `?` and query. */
export interface RequestHead {
  readonly method: string;
  readonly target: string;
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** The six lines of SDK-HMAC-SHA256; the header block ends in a newline of its own (ADR 0011). */
export function canonicalRequest(parts: {
  method: string;
  uri: string;
  query: string;
  headers: string;
  signedHeaders: string;
  payloadHash: string;
}): string {
  const { method, uri, query, headers, signedHeaders, payloadHash } = parts;
  return [method, uri, query, headers, signedHeaders, payloadHash].join('\n');
}

/**
 * The canonical paths a client may have signed: the decoded path encoded once (Python, Go), and the path as received
 * encoded again (Node, where `%20` becomes `%2520`). Equal ones are given once; a path that does not decode has one.
 */
export function canonicalUris(path: string): readonly string[] {
  const asReceived = encodeSegments(path);
  const decoded = decode(path);
  if (decoded === null) return [asReceived];
  const encodedOnce = encodeSegments(decoded);
  return encodedOnce === asReceived ? [encodedOnce] : [encodedOnce, asReceived];
}

/** Decodes, sorts by key and value, and encodes strictly; `k` becomes `k=`. Null: broken encoding or too many pairs. */
export function canonicalQuery(query: string): string | null {
  const pieces = query.split('&').filter((piece) => piece !== '');
  if (pieces.length > MAX_QUERY_PAIRS) return null;
  const pairs: [string, string][] = [];
  for (const piece of pieces) {
    const pair = decodePair(piece);
    if (pair === null) return null;
    pairs.push(pair);
  }
  pairs.sort(([keyA, valueA], [keyB, valueB]) => compare(keyA, keyB) || compare(valueA, valueB));
  return pairs.map(([key, value]) => `${encodeStrictly(key)}=${encodeStrictly(value)}`).join('&');
}

/** `name:value\n` for each name, in the order the client signed them. Null when one of them was not sent. */
export function canonicalHeaders(head: RequestHead, names: readonly string[]): string | null {
  let block = '';
  for (const name of names) {
    const value = headerOf(head, name);
    if (value === null) return null;
    block += `${name}:${value}\n`;
  }
  return block;
}

/** One header, trimmed; several of one name joined as Node does. Null when it was not sent. */
export function headerOf(head: RequestHead, name: string): string | null {
  const value = Object.hasOwn(head.headers, name) ? head.headers[name] : undefined;
  if (value === undefined) return null;
  return trimBlanks(typeof value === 'string' ? value : value.join(', '));
}

/** Not `trim()`: values come as Latin-1, where the last byte of an `à` in UTF-8 (C3 A0) looks like a blank. */
function trimBlanks(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isBlank(value[start])) start++;
  while (end > start && isBlank(value[end - 1])) end--;
  return value.slice(start, end);
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** Splits a request target at the first `?`. */
export function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf('?');
  return mark === -1 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) };
}

function encodeSegments(path: string): string {
  const encoded = path.split('/').map(encodeStrictly).join('/');
  return encoded.endsWith('/') ? encoded : `${encoded}/`;
}

function decodePair(piece: string): [string, string] | null {
  const mark = piece.indexOf('=');
  const key = decode(form(mark === -1 ? piece : piece.slice(0, mark)));
  const value = decode(form(mark === -1 ? '' : piece.slice(mark + 1)));
  return key === null || value === null ? null : [key, value];
}

/** In a query `+` is a blank, for the signature as for the parser of parameters. */
function form(text: string): string {
  return text.replaceAll('+', ' ');
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Keeps `A-Z a-z 0-9 - . _ ~` only. */
function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
