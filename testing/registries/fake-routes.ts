import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gate } from './fake-auth.ts';
import type { Faults } from './fake-faults.ts';
import { sendNames } from './fake-lists.ts';
import { redirect, sendBody, sendError, sendHtml } from './fake-send.ts';
import type { FakeStore } from './fake-store.ts';

export interface FakeState {
  readonly store: FakeStore;
  readonly faults: Faults;
  readonly gate: Gate;
  /** Requests that no client of the pull API makes. */
  readonly unexpected: string[];
}

/** One request on its way through the fake. */
interface Visit extends FakeState {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly repository: string;
  readonly reference: string;
}

const TAGS = /^\/v2\/([a-z0-9/._-]+)\/tags\/list$/;
const MANIFEST = /^\/v2\/([a-z0-9/._-]+)\/manifests\/([\w.-]+|sha(?:256|512):[a-f0-9]+)$/;
const BLOB = /^\/v2\/([a-z0-9/._-]+)\/blobs\/(sha(?:256|512):[a-f0-9]+)$/;

/** Answers one request of the pull side of the v2 API; whatever else comes is recorded as unexpected. */
export async function answer(state: FakeState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const { pathname } = url;
  const [, repository = '', reference = ''] =
    TAGS.exec(pathname) ?? MANIFEST.exec(pathname) ?? BLOB.exec(pathname) ?? [];
  const visit: Visit = { ...state, request, response, url, repository, reference };
  const route = request.method === 'GET' || request.method === 'HEAD' ? routeOf(visit) : null;
  if (!route) surprise(visit);
  else if (pathname === '/token') state.gate.token(request, response, url);
  else if (!answeredByFault(visit) && state.gate.admit(request, response, route.scope)) await route.serve(visit);
}

interface Route {
  readonly scope: string | null;
  serve(visit: Visit): Promise<void> | void;
}

function routeOf({ url: { pathname }, repository, gate }: Visit): Route | null {
  const scope = `repository:${repository}:pull`;
  if (pathname === '/v2/' || pathname === '/token')
    return { scope: null, serve: ({ response }) => sendJsonObject(response) };
  if (pathname === '/v2/_catalog') return { scope: 'registry:catalog:*', serve: sendCatalog };
  if (TAGS.test(pathname)) return { scope: `repository:${repository}:${gate.listAction}`, serve: sendTags };
  if (MANIFEST.test(pathname)) return { scope, serve: sendManifest };
  return BLOB.test(pathname) ? { scope, serve: sendBlob } : null;
}

function answeredByFault({ faults, url, response }: Visit): boolean {
  if (faults.fail && faults.fail.times > 0) {
    faults.fail.times -= 1;
    if (faults.fail.retryAfter !== undefined) response.setHeader('retry-after', faults.fail.retryAfter);
    sendError(response, faults.fail.status, faults.fail.status === 429 ? 'TOOMANYREQUESTS' : 'UNKNOWN');
    return true;
  }
  if (url.pathname === '/v2/') return false;
  if (faults.html !== undefined) sendHtml(response, faults.html);
  else if (faults.instead)
    response.writeHead(faults.instead.status, { 'content-type': faults.instead.type }).end(faults.instead.body);
  else if (faults.redirect === 'loop')
    redirect(response, url.searchParams.has('b') ? url.pathname : `${url.pathname}?b=1`);
  else if (faults.redirect !== undefined) redirect(response, faults.redirect);
  else return false;
  return true;
}

function sendJsonObject(response: ServerResponse): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end('{}');
}

function sendCatalog({ faults, response, url, store }: Visit): void {
  if (faults.catalogStatus !== undefined) sendError(response, faults.catalogStatus, 'UNSUPPORTED');
  else sendNames(response, url, faults, { repositories: store.repositories() });
}

function sendTags({ faults, response, url, store, repository }: Visit): void {
  const tags = store.tags(repository);
  if (tags === null) sendError(response, 404, 'NAME_UNKNOWN');
  else sendNames(response, url, faults, { name: repository, tags });
}

async function sendManifest(visit: Visit): Promise<void> {
  const { faults, request, response, store } = visit;
  const stored = store.manifest(visit.repository, visit.reference);
  // As distribution 2.8 does: a type the client does not list in Accept is not found.
  const accepted = stored && request.headers.accept?.split(/\s*,\s*/).includes(stored.mediaType);
  if (!accepted) {
    sendError(response, 404, 'MANIFEST_UNKNOWN');
    return;
  }
  const digest = faults.wrongDigest === 'header' ? `sha256:${'0'.repeat(64)}` : stored.digest;
  response.setHeader('content-type', stored.mediaType);
  response.setHeader('etag', `"${digest}"`);
  if (!faults.noDigestHeader) response.setHeader('docker-content-digest', digest);
  const body = faults.wrongDigest === 'body' ? Buffer.concat([stored.bytes, Buffer.from('\n')]) : stored.bytes;
  if (request.headers['if-none-match'] === `"${digest}"`) response.writeHead(304).end();
  else await send(visit, body, undefined);
}

async function sendBlob(visit: Visit): Promise<void> {
  const { faults, response, reference, store } = visit;
  const stored = store.blob(visit.repository, reference);
  if (!stored) sendError(response, 404, 'BLOB_UNKNOWN');
  else if (faults.blobRedirect !== undefined) redirect(response, faults.blobRedirect);
  else
    await sendStored(
      visit,
      faults.corruptBlobs ? corrupted(stored) : stored.subarray(0, stored.length - (faults.truncateBlobBy ?? 0)),
    );
}

function corrupted(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(copy.length - 1) ^ 1, copy.length - 1);
  return copy;
}

async function sendStored(visit: Visit, bytes: Buffer): Promise<void> {
  const { faults, request, response, reference } = visit;
  response.setHeader('content-type', 'application/octet-stream');
  response.setHeader('etag', `"${reference}"`);
  response.setHeader('accept-ranges', 'bytes');
  const asked = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const start = faults.ignoreRange ? 0 : asked;
  if (start > 0 && start >= bytes.length) {
    sendError(response, 416, 'RANGE_INVALID');
    return;
  }
  if (start > 0) {
    response.statusCode = 206;
    response.setHeader('content-range', `bytes ${start}-${bytes.length - 1}/${bytes.length}`);
  }
  await send(visit, bytes.subarray(start), faults.cutBlobAfter);
}

async function send({ faults, request, response }: Visit, bytes: Buffer, cutAfter: number | undefined): Promise<void> {
  if (request.method === 'HEAD') response.setHeader('content-length', bytes.length).end();
  else await sendBody(response, bytes, { dripMs: faults.dripMs, cutAfter });
}

function surprise({ request, response, unexpected }: Visit): void {
  unexpected.push(`${request.method} ${request.url}`);
  sendError(response, 501, 'UNSUPPORTED');
}
