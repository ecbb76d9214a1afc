import { hash } from 'node:crypto';
import type { HttpAnswer } from '../http/index.ts';
import { AppError } from '../model/index.ts';
import { answerFailure, errorCode, headerText, isHtml, notARegistry } from './answer-failure.ts';
import { type Call, exchange, type Session } from './exchange.ts';
import { nextPage } from './next-page.ts';
import { type JsonObject, parseJsonObject } from './parse-json.ts';
import { checkListed } from './reference.ts';

/** One list of the v2 API and its bounds. */
export interface NameList {
  readonly path: string;
  readonly scope: string;
  readonly what: string;
  /** The member of the answer that holds the names. */
  readonly member: 'repositories' | 'tags';
  readonly maxNames: number;
  readonly maxPages: number;
}

interface NamePage {
  readonly names: string[];
  readonly next: URL | null;
}

/** The most that registries allow (distribution's catalog.maxentries, ECR). */
const PAGE_SIZE = 1000;
/** Distribution 2.8 returns all tags in one page: a million of them stay below this. */
const PAGE_BYTES = 64 * 1024 * 1024;
const EMPTY_PAGES = 16;

/**
 * The names of a list page by page, each once per page. A null list and NAME_UNKNOWN are empty lists, and
 * so is an answer that names the repository and lacks the list.
 * Throws limit_exceeded above the bounds, registry_protocol for circular paging, malformed names, and HTML.
 */
export async function* listNames(session: Session, list: NameList, signal?: AbortSignal): AsyncGenerator<string[]> {
  let url: URL | null = new URL(list.path, session.baseUrl);
  url.searchParams.set('n', String(PAGE_SIZE));
  const progress = openProgress(session, list);
  while (url) {
    const page: NamePage = await fetchPage(session, list, url, signal);
    progress(page, url);
    if (page.names.length > 0) yield page.names;
    url = page.next;
  }
}

async function fetchPage(
  session: Session,
  list: NameList,
  url: URL,
  signal: AbortSignal | undefined,
): Promise<NamePage> {
  const { scope, what } = list;
  const call: Call = { url, scope, use: 'list', what, headers: { accept: 'application/json' }, signal };
  const page = await exchange(session, call, (answer) => readPage(answer, list, url, session.retry.now()));
  if (page !== 'smaller') return page;
  const unsized = new URL(url);
  unsized.searchParams.delete('n');
  return fetchPage(session, list, unsized, signal);
}

async function readPage(answer: HttpAnswer, list: NameList, url: URL, now: number): Promise<NamePage | 'smaller'> {
  if (answer.status === 200) return parsePage(answer, list, url);
  if (answer.status === 404 && list.member === 'tags') return unknownRepository(answer, list);
  // A page size above the registry's own maximum: distribution returns 400, ECR 405.
  if ((answer.status === 400 || answer.status === 405) && url.searchParams.has('n') && !url.searchParams.has('last')) {
    await answer.discard();
    return 'smaller';
  }
  if (list.member === 'repositories' && isRefusal(answer.status) && !url.searchParams.has('last'))
    throw await noCatalog(answer, list.what, now);
  throw await answerFailure(answer, list.what, now);
}

/** What registries without a catalog return, beside 401: mostly 403, 404 and 405, but UNSUPPORTED comes with 400 and 501, too. */
function isRefusal(status: number): boolean {
  return (status >= 400 && status < 500) || status === 501;
}

async function noCatalog(answer: HttpAnswer, what: string, now: number): Promise<AppError> {
  const failure = await answerFailure(answer, what, now);
  return new AppError('registry_catalog_unsupported', failure.message, { cause: failure, subject: answer.url.host });
}

async function parsePage(answer: HttpAnswer, list: NameList, url: URL): Promise<NamePage> {
  const next = nextPage(url, headerText(answer, 'link'));
  const body = await readList(answer, list.what);
  // Attack, or a gateway: any other JSON object would otherwise read as an empty list, and all images would be deleted.
  const named = list.member === 'tags' && typeof body.name === 'string';
  const names = body[list.member] ?? (list.member in body || named ? [] : null);
  const valid = Array.isArray(names) && names.every((name) => typeof name === 'string');
  if (!valid)
    throw new AppError('registry_protocol', `${list.what} of ${url.host} is not a list of names`, {
      subject: url.host,
    });
  const distinct = [...new Set(names as string[])];
  distinct.forEach(checkListed);
  return { names: distinct, next };
}

async function readList(answer: HttpAnswer, what: string): Promise<JsonObject> {
  if (isHtml(answer)) {
    await answer.discard();
    throw notARegistry(answer, what);
  }
  const bytes = await answer.bytes(PAGE_BYTES);
  try {
    return parseJsonObject(bytes, what);
  } catch (cause) {
    throw notARegistry(answer, what, cause);
  }
}

/** A 404 without an error code of the registry may come from a proxy, and must not look like an empty repository. */
async function unknownRepository(answer: HttpAnswer, list: NameList): Promise<NamePage> {
  const code = await errorCode(answer);
  if (code !== null) return { names: [], next: null };
  throw notARegistry(answer, list.what);
}

/** Hashed. Attack: a hundred thousand pages with addresses of 8 KiB each would fill the memory. */
function keyOf(page: URL): string {
  return hash('sha256', page.search, 'base64');
}

/** Attacks: endless pages, circular paging, names without end. */
function openProgress(session: Session, list: NameList): (page: NamePage, url: URL) => void {
  const asked = new Set<string>();
  const starts = new Set<string>();
  let names = 0;
  let empty = 0;
  const refuse = (code: 'limit_exceeded' | 'registry_protocol', how: string) => {
    throw new AppError(code, `${list.what} of ${session.baseUrl.host} ${how}`, { subject: session.baseUrl.host });
  };
  return (page, url) => {
    asked.add(keyOf(url));
    names += page.names.length;
    empty = page.names.length === 0 ? empty + 1 : 0;
    const [start] = page.names;
    if (start !== undefined && starts.has(start)) refuse('registry_protocol', 'repeats a page');
    if (start !== undefined) starts.add(start);
    if (page.next && (asked.has(keyOf(page.next)) || empty > EMPTY_PAGES))
      refuse('registry_protocol', 'leads back to an earlier page');
    if (names > list.maxNames) refuse('limit_exceeded', `has more than ${list.maxNames} names`);
    if (page.next && asked.size >= list.maxPages) refuse('limit_exceeded', `has more than ${list.maxPages} pages`);
  };
}
