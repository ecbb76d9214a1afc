import { AppError } from '../model/index.ts';

// <target>; name=value; name="value" … (RFC 8288 section 3); a comma inside the target belongs to it.
const LINK = /<([^<>]*)>((?:\s*;\s*[^\s=;,"]+(?:\s*=\s*(?:"[^"]*"|[^\s;,"]*))?)*)/g;
const QUERY_LENGTH = 8192;

/**
 * The address of the page after `current`, from its Link header with rel="next"; null on the last page. Only the header ends a
 * list: registries return fewer names than asked for in the middle, too. The result is always `current` with another query, so
 * nothing leaves the registry: of a target with another host or path (both happen behind proxies) only `last` is used.
 * Throws registry_protocol when the target is not usable.
 */
export function nextPage(current: URL, link: string | undefined): URL | null {
  const target = nextTarget(link ?? '');
  if (target === null) return null;
  if (!URL.canParse(target, current.href)) throw unusable(current);
  const proposed = new URL(target, current);
  const own = proposed.origin === current.origin && proposed.pathname === current.pathname;
  const next = new URL(current);
  next.search = own ? proposed.search : lastOnly(current, proposed);
  if (next.search === current.search || next.search.length > QUERY_LENGTH) throw unusable(current);
  return next;
}

function nextTarget(link: string): string | null {
  for (const [, target = '', parameters = ''] of link.matchAll(LINK)) {
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?=\s|;|$))/i.test(parameters)) return target;
  }
  return null;
}

function lastOnly(current: URL, proposed: URL): string {
  const last = proposed.searchParams.get('last');
  if (last === null) throw unusable(current);
  const query = new URLSearchParams(current.search);
  query.set('last', last);
  return `?${query}`;
}

function unusable(current: URL): AppError {
  return new AppError('registry_protocol', `${current.host} names a next page that cannot be requested`, {
    subject: current.host,
  });
}
