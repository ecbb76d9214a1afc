import { AppError } from '../model/index.ts';

/** One request of a chain: where it goes and what it carries. */
export interface Hop {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

const REDIRECTS = [301, 302, 303, 307, 308];
/** Headers that are sent to another origin. Any other (Authorization, Cookie, vendor keys) could be a secret and is not. */
const PUBLIC_HEADERS = ['accept', 'if-none-match', 'if-range', 'range', 'user-agent'];

/**
 * The next hop of an answer, or null when it is no redirect. `visited` holds the addresses of the chain so far and grows.
 * Throws bad_answer for a circle, a missing or unreadable Location, a chain longer than `max`, or https leading to http.
 */
export function nextHop(
  hop: Hop,
  answer: { status: number; location: string | undefined },
  visited: Set<string>,
  max: number,
): Hop | null {
  if (!REDIRECTS.includes(answer.status)) return null;
  visited.add(hop.url.href);
  const url = readLocation(hop.url, answer.location);
  if (visited.has(url.href)) throw refuse(hop.url, 'redirects in a circle');
  if (visited.size > max) throw refuse(hop.url, `redirects more than ${max} times`);
  if (hop.url.protocol === 'https:' && url.protocol !== 'https:') throw refuse(hop.url, 'redirects from https to http');
  return { url, headers: url.origin === hop.url.origin ? hop.headers : publicHeaders(hop.headers) };
}

function readLocation(base: URL, location: string | undefined): URL {
  if (location === undefined || !URL.canParse(location, base.href))
    throw refuse(base, 'redirects without a readable Location');
  const url = new URL(location, base);
  // Credentials inside a Location are never sent, and must not end up in messages.
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

function publicHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => PUBLIC_HEADERS.includes(name.toLowerCase())));
}

function refuse(url: URL, what: string): AppError {
  return new AppError('bad_answer', `${url.host} ${what}`, { subject: url.host });
}
