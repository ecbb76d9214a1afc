import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { createEgressPolicy } from './egress.ts';
import { type Http, type HttpOptions, openHttp } from './http.ts';

// Machines that run tests do other things too.
vi.setConfig({ testTimeout: 30_000 });

const loopback = createEgressPolicy(['127.0.0.0/8']);
const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

test('an answer has status, headers, final address and body', async () => {
  const base = await serve((_request, response) => response.writeHead(201, { 'x-one': '1' }).end('hello'));
  const answer = await open().request(new URL('/a?b=1', base));
  expect([answer.status, answer.headers['x-one'], answer.url.pathname]).toEqual([201, '1', '/a']);
  expect((await answer.bytes(10)).toString()).toBe('hello');
});

test('1000 HEAD requests use at most 8 connections', async () => {
  const sockets = new Set();
  const base = await serve((request, response) => {
    sockets.add(request.socket);
    response.writeHead(200, { 'content-length': '1234' }).end();
  });
  const http = open();
  const heads = Array.from({ length: 1000 }, async () => (await http.request(base, { method: 'HEAD' })).discard());
  await Promise.all(heads);
  expect(sockets.size).toBeLessThanOrEqual(8);
});

test('a loopback address is refused by default, as a literal and as a name', async () => {
  const base = await serve((_request, response) => response.end());
  const http = open({ egress: createEgressPolicy([]) });
  await expect(http.request(base)).rejects.toMatchObject({ code: 'egress_denied' });
  const named = new URL(`http://localhost:${base.port}/`);
  await expect(http.request(named)).rejects.toMatchObject({ code: 'egress_denied', subject: 'localhost' });
});

test('a name is checked by the address that is connected to, at every connection', async () => {
  const base = await serve((_request, response) => response.writeHead(200, { connection: 'close' }).end());
  let lookups = 0;
  const http = open({
    // First answer harmless, then the metadata service: the classic rebinding.
    resolve: (_name, _options, done) =>
      done(null, [{ address: lookups++ === 0 ? '127.0.0.1' : '169.254.169.254', family: 4 }]),
  });
  const url = new URL(`http://rebind.example:${base.port}/`);
  await (await http.request(url)).discard();
  await expect(http.request(url)).rejects.toMatchObject({
    code: 'egress_denied',
    message: expect.stringContaining('169.254.169.254'),
  });
});

test.each(['http://169.254.169.254/latest/meta-data/', 'http://[::ffff:169.254.169.254]/', 'http://2852039166/'])(
  'a redirect to %s is refused',
  async (location) => {
    const base = await serve((_request, response) => response.writeHead(307, { location }).end());
    await expect(open().request(base)).rejects.toMatchObject({ code: 'egress_denied' });
  },
);

test('a redirect to another scheme than http is refused', async () => {
  const base = await serve((_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end());
  await expect(open().request(base)).rejects.toMatchObject({ code: 'egress_denied' });
});

test('credentials are sent after a redirect to the same origin and not to another', async () => {
  const seen: (string | undefined)[] = [];
  const other = await serve((request, response) => {
    seen.push(request.headers.authorization, request.headers['x-api-key'] as string | undefined, request.headers.range);
    response.end();
  });
  const base = await serve((request, response) => {
    seen.push(request.headers.authorization);
    const location = request.url === '/1' ? '/2' : other.href;
    response.writeHead(307, { location }).end();
  });
  const headers = { authorization: 'Basic c2VjcmV0', 'x-api-key': 'secret', range: 'bytes=1-' };
  await (await open().request(new URL('/1', base), { headers })).discard();
  expect(seen).toEqual(['Basic c2VjcmV0', 'Basic c2VjcmV0', undefined, undefined, 'bytes=1-']);
});

test('five redirects are followed, a sixth and a circular one are refused', async () => {
  let requests = 0;
  const base = await serve((request, response) => {
    requests++;
    const left = Number(request.url?.slice(1));
    if (left === 0) return response.end('there');
    return response.writeHead(302, { location: request.url === '/99' ? '/99' : `/${left - 1}` }).end();
  });
  const http = open();
  expect((await (await http.request(new URL('/5', base))).bytes(9)).toString()).toBe('there');
  await expect(http.request(new URL('/6', base))).rejects.toMatchObject({
    code: 'bad_answer',
    message: expect.stringMatching(/more than 5/),
  });
  requests = 0;
  await expect(http.request(new URL('/99', base))).rejects.toMatchObject({
    code: 'bad_answer',
    message: expect.stringMatching(/circle/),
  });
  expect(requests).toBe(1);
});

test('a request with a body is not replayed to where the server points', async () => {
  const base = await serve((_request, response) => response.writeHead(307, { location: '/elsewhere' }).end());
  const answer = await open().request(base, { method: 'POST', body: 'secret' });
  expect(answer.status).toBe(307);
  await answer.discard();
});

test('an endless body ends at the limit', async () => {
  const base = await serve((_request, response) => {
    const more = () => response.write(Buffer.alloc(65536)) && setImmediate(more);
    response.on('drain', more).on('error', () => {});
    more();
  });
  const answer = await open().request(base);
  await expect(answer.bytes(1_000_000)).rejects.toMatchObject({ code: 'limit_exceeded' });
});

test('an announced length above the limit is refused before reading', async () => {
  const base = await serve((_request, response) => response.writeHead(200, { 'content-length': '5000' }).write('x'));
  const answer = await open().request(base);
  await expect(answer.bytes(100)).rejects.toMatchObject({ code: 'limit_exceeded' });
});

test('an unread body that ends early does not end the process', async () => {
  const base = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('x');
    setTimeout(() => response.destroy(), 20);
  });
  const answer = await open().request(base);
  await new Promise((done) => setTimeout(done, 100));
  await expect(answer.bytes(1000)).rejects.toMatchObject({ code: 'host_unreachable' });
});

test('a body that stops, comes too slowly or ends early is host_unreachable', async () => {
  const base = await serve((request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('x');
    if (request.url === '/drip') setInterval(() => response.write('x'), 20).unref();
    if (request.url === '/cut') setTimeout(() => response.destroy(), 20);
  });
  const http = open({ bodyTimeoutMs: 300, bytesTimeoutMs: 700 });
  const read = async (path: string) => (await http.request(new URL(path, base))).bytes(1000);
  await expect(read('/cut')).rejects.toMatchObject({
    code: 'host_unreachable',
    message: expect.stringMatching(/closed the connection/),
  });
  await expect(read('/drip')).rejects.toMatchObject({
    code: 'host_unreachable',
    message: expect.stringMatching(/stopped sending/),
  });
  await expect(read('/stop')).rejects.toMatchObject({
    code: 'host_unreachable',
    message: expect.stringMatching(/stopped sending/),
  });
});

test('no answer, no listener and an unknown name have messages of their own, without path or query', async () => {
  const silent = await serve(() => {});
  const http = open({
    headersTimeoutMs: 300,
    resolve: (_name, _options, done) => done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []),
  });
  const failures = [
    new URL('/p?signature=s3cret', silent),
    new URL('http://127.0.0.1:1/?s3cret'),
    new URL('http://no.example/?s3cret'),
  ];
  const messages = await Promise.all(
    failures.map((url) =>
      http.request(url).then(
        () => 'answered',
        (error) => error.message as string,
      ),
    ),
  );
  expect(messages).toEqual([
    expect.stringContaining('sent no answer in time'),
    expect.stringContaining('refused the connection'),
    expect.stringContaining('cannot be resolved'),
  ]);
  expect(messages.join()).not.toContain('s3cret');
});

test('an abort by the caller keeps its reason', async () => {
  const silent = await serve(() => {});
  const reason = new Error('stopped by its user');
  const abort = new AbortController();
  const pending = open().request(silent, { signal: abort.signal });
  setTimeout(() => abort.abort(reason), 20);
  await expect(pending).rejects.toBe(reason);
});

test('a closed client says that it is closed, to running requests and to new ones', async () => {
  const silent = await serve(() => {});
  const http = open();
  const running = http.request(silent).catch((error) => error.code);
  await new Promise((done) => setTimeout(done, 50));
  await http.close();
  expect(await running).toBe('internal');
  await expect(http.request(silent)).rejects.toMatchObject({ code: 'internal' });
});

test('discarding a body makes the connection usable again', async () => {
  const sockets = new Set();
  const base = await serve((request, response) => {
    sockets.add(request.socket);
    response.end('x'.repeat(1000));
  });
  const http = open({ connections: 1 });
  for (let i = 0; i < 5; i++) await (await http.request(base)).discard();
  expect(sockets.size).toBe(1);
});

function open(options: Partial<HttpOptions> = {}): Http {
  const http = openHttp({ egress: loopback, ...options });
  opened.push(() => http.close());
  return http;
}

async function serve(listener: RequestListener): Promise<URL> {
  const server: Server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  opened.push(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}
