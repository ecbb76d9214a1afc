import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { isAppError } from '../../model/index.ts';
import { openBodyReader } from './raw-body.ts';

let server: Server | undefined;
afterEach(() => server?.close());

test('bytes come as they were sent, in any chunks', async () => {
  const address = await serve({ bodyBytes: 100, heldBytes: 1000, smallBytes: 0 });
  expect(await post(address, Buffer.from([0, 255, 10, 13]))).toBe('00ff0a0d');
  expect(await post(address, chunksOf([Buffer.from('ab'), Buffer.from('cd')]))).toBe('61626364');
});

test('a body above the cap is null, declared or not', async () => {
  const address = await serve({ bodyBytes: 3, heldBytes: 1000, smallBytes: 0 });
  expect(await post(address, Buffer.from('abcd'))).toBe('too large');
  expect(await post(address, chunksOf([Buffer.from('ab'), Buffer.from('cd')]))).toBe('too large');
  expect(await post(address, Buffer.from('abc'))).toBe('616263');
});

test('many large bodies at once are refused, small ones not, and the memory is free again after the answers', async () => {
  const address = await serve({ bodyBytes: 100, heldBytes: 150, smallBytes: 10 });
  const bodies = [Buffer.alloc(100), Buffer.alloc(100), Buffer.alloc(10)];
  const held = await Promise.all(bodies.map((body) => post(address, body, 'wait')));
  expect(held.sort()).toEqual(['00'.repeat(10), '00'.repeat(100), 'overloaded']);
  expect(await post(address, Buffer.alloc(100))).toBe('00'.repeat(100));
});

/** Answers the body as hex digits, or why there is none; `wait` holds the body until a second one came. */
async function serve(caps: { bodyBytes: number; heldBytes: number; smallBytes: number }): Promise<string> {
  const reader = openBodyReader(caps);
  server = createServer(async (request, response) => {
    const read = await reader.read(request, response).catch((error) => (isAppError(error) ? error.code : 'error'));
    if (request.url === '/wait' && typeof read !== 'string') await new Promise((resolve) => setTimeout(resolve, 200));
    response.end(read === null ? 'too large' : typeof read === 'string' ? read : read.toString('hex'));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function post(address: string, body: Buffer | ReadableStream, path = ''): Promise<string> {
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
  return (await fetch(`${address}/${path}`, init)).text();
}

function chunksOf(chunks: Buffer[]): ReadableStream {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}
