import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Faults } from './fake-faults.ts';
import { sendError, sendJson } from './fake-send.ts';

type Names = { readonly repositories: string[] } | { readonly name: string; readonly tags: string[] };

const MAX_PAGE = 1000;

/** Sends one page of names with its Link header, as distribution 3 pages both lists; the faults make it lie. */
export function sendNames(response: ServerResponse, url: URL, faults: Faults, names: Names): void {
  const asked = Number(url.searchParams.get('n') ?? MAX_PAGE);
  if (!(asked > 0 && asked <= MAX_PAGE)) sendError(response, 400, 'PAGINATION_NUMBER_INVALID');
  else if (faults.paging !== undefined) sendEndless(response, url, faults.paging, names);
  else sendRest(response, url, faults, names);
}

function sendRest(response: ServerResponse, url: URL, faults: Faults, names: Names): void {
  const all = 'tags' in names ? names.tags : names.repositories;
  const last = url.searchParams.get('last') ?? '';
  const rest = all.filter((name) => name > last);
  const page = rest.slice(0, faults.pageSize ?? Number(url.searchParams.get('n') ?? MAX_PAGE));
  if (page.length < rest.length) response.setHeader('link', linkTo(url, faults, page.at(-1) as string));
  sendPage(response, names, page);
}

function sendPage(response: ServerResponse, names: Names, page: string[]): void {
  // An emptied repository of distribution 2.8 has null, not [].
  if ('tags' in names) sendJson(response, { name: names.name, tags: page.length === 0 ? null : page });
  else sendJson(response, { repositories: page });
}

function sendEndless(response: ServerResponse, url: URL, paging: NonNullable<Faults['paging']>, names: Names): void {
  const fresh = `x${randomUUID()}`;
  response.setHeader('link', linkTo(url, {}, paging === 'circle' ? 'a' : fresh));
  sendPage(response, names, [paging === 'repeating' ? 'same' : fresh]);
}

function linkTo(url: URL, faults: Faults, last: string): string {
  const next = new URL(url);
  next.searchParams.set('last', last);
  const targets = {
    absolute: next.href,
    'wrong-path': `/repository/other${next.pathname.replace(/^\/v2/, '')}${next.search}`,
    'other-origin': `https://internal.example${next.pathname}${next.search}`,
  };
  const target = faults.link ? targets[faults.link] : next.pathname + next.search;
  return `<${target}>; rel="next"`;
}
