import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, test } from 'vitest';
import { createLogger } from '../../process/index.ts';
import { gracefulShutdown } from './graceful-shutdown.ts';

const ARRIVE_MS = 100;
/** Longer than a test may take: what waits for this end fails. */
const FAR_MS = 120_000;
/** More than the buffers of both ends hold. */
const LARGE = 16 * 1024 * 1024;
const clients: Socket[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

test.each([
  ['says nothing', ''],
  ['sends half a head', 'GET /fa'],
  ['sends half a body', 'POST /fast HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab'],
  ['sends no HTTP and stays', 'nonsense\r\n\r\n'],
  ['keeps its connection', 'GET /fast HTTP/1.1\r\nHost: a\r\n\r\n'],
])('a client that %s does not delay the shutdown', async (_what, text) => {
  const app = await serve();
  await say(app, text);
  await app.close();
  expect(app.server.listening).toBe(false);
});

test('a request that has arrived is answered, though others are cut off', async () => {
  const app = await serve();
  await say(app, 'GET /fa');
  const answer = await say(app, 'GET /slow HTTP/1.1\r\nHost: a\r\n\r\n');
  await app.close();
  await expect.poll(answer).toMatch(/^HTTP\/1.1 200 [\s\S]*slow$/);
});

test('a request that is on its way may still arrive', async () => {
  const app = await serve();
  const answer = await say(app, 'GET /fa');
  const closed = app.close();
  clients[0]?.write('st HTTP/1.1\r\nHost: a\r\n\r\n');
  await closed;
  await expect.poll(answer).toMatch(/^HTTP\/1.1 200 /);
});

test('an answer that is being sent is sent whole', async () => {
  const app = await serve();
  const answer = await say(app, 'GET /large HTTP/1.1\r\nHost: a\r\n\r\n', false);
  const closed = app.close();
  clients[0]?.resume();
  await closed;
  await expect.poll(() => answer().length).toBeGreaterThan(LARGE);
});

test('an answer that nobody reads is cut off in the end', async () => {
  const answerMs = 600;
  const app = await serve(answerMs);
  await say(app, 'GET /large HTTP/1.1\r\nHost: a\r\n\r\n', false);
  const start = Date.now();
  await app.close();
  expect(Date.now() - start).toBeGreaterThanOrEqual(answerMs - 10);
});

async function serve(answerMs = FAR_MS): Promise<FastifyInstance> {
  const app = Fastify({ return503OnClosing: false });
  gracefulShutdown(app, createLogger('silent'), { arriveMs: ARRIVE_MS, answerMs });
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.on('end', () => done(null)).resume();
  });
  app.route({ method: ['GET', 'POST'], url: '/fast', handler: async () => 'fast' });
  app.get('/slow', async () => {
    await new Promise((resolve) => setTimeout(resolve, 3 * ARRIVE_MS));
    return 'slow';
  });
  app.get('/large', async () => Buffer.alloc(LARGE));
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app;
}

/** Opens a connection that stays open, sends the text and gives it time to arrive. @returns what was answered so far */
async function say(app: FastifyInstance, text: string, reads = true): Promise<() => string> {
  const { port } = app.server.address() as AddressInfo;
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  clients.push(client);
  let answer = '';
  client.on('error', () => {});
  client.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  if (!reads) client.pause();
  await new Promise<void>((resolve) => client.once('connect', resolve));
  if (text !== '') client.write(text);
  await new Promise((resolve) => setTimeout(resolve, 50));
  return () => answer;
}
