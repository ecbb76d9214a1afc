import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchServer } from './watch-server.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open(starts: (() => Promise<void>)[]) {
  const calls: string[] = [];
  const server = { running: true };
  const stop = watchServer({
    isRunning: () => server.running,
    start: async () => {
      calls.push('start');
      await starts.shift()?.();
      server.running = true;
    },
    onGone: () => calls.push('gone'),
    onBack: () => calls.push('back'),
    onFailure: (error) => calls.push(`failed: ${(error as Error).message}`),
  });
  return { calls, server, stop };
}

test('a server that ended is started again, a running one is not', async () => {
  const { calls, server, stop } = open([]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(calls).toEqual([]);
  server.running = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(calls).toEqual(['gone', 'start', 'back']);
  await stop();
  server.running = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(calls).toHaveLength(3);
});

test('a start that fails is retried with growing pauses', async () => {
  const refuse = () => Promise.reject(new Error('disk full'));
  const { calls, server, stop } = open([refuse, refuse, refuse]);
  server.running = false;
  await vi.advanceTimersByTimeAsync(7_000);
  const failure = ['start', 'failed: disk full'];
  expect(calls).toEqual(['gone', ...failure, ...failure, ...failure]);
  await vi.advanceTimersByTimeAsync(7_000);
  expect(calls).toHaveLength(7);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(calls.slice(7)).toEqual(['start', 'back']);
  await stop();
});

test('a stop waits for a start in progress', async () => {
  let finish = () => {};
  const { calls, server, stop } = open([() => new Promise((resolve) => (finish = resolve))]);
  server.running = false;
  await vi.advanceTimersByTimeAsync(1_000);
  let stopped = false;
  const stopping = stop().then(() => (stopped = true));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(stopped).toBe(false);
  finish();
  await stopping;
  expect(calls).toEqual(['gone', 'start', 'back']);
});
