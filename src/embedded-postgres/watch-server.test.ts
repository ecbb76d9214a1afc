import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchServer } from './watch-server.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open(starts: (() => Promise<void>)[]) {
  const said: string[] = [];
  const server = { running: true };
  const stop = watchServer({
    isRunning: () => server.running,
    start: async () => {
      said.push('start');
      await starts.shift()?.();
      server.running = true;
    },
    onGone: () => said.push('gone'),
    onBack: () => said.push('back'),
    onFailure: (error) => said.push(`failed: ${(error as Error).message}`),
  });
  return { said, server, stop };
}

test('a server that ended is started again, and one that runs is left alone', async () => {
  const { said, server, stop } = open([]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(said).toEqual([]);
  server.running = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(said).toEqual(['gone', 'start', 'back']);
  await stop();
  server.running = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(said).toHaveLength(3);
});

test('a start that fails is tried again, ever more rarely', async () => {
  const refuse = () => Promise.reject(new Error('disk full'));
  const { said, server, stop } = open([refuse, refuse, refuse]);
  server.running = false;
  await vi.advanceTimersByTimeAsync(7_000);
  const failure = ['start', 'failed: disk full'];
  expect(said).toEqual(['gone', ...failure, ...failure, ...failure]);
  await vi.advanceTimersByTimeAsync(7_000);
  expect(said).toHaveLength(7);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said.slice(7)).toEqual(['start', 'back']);
  await stop();
});

test('a stop waits for the start that is under way', async () => {
  let finish = () => {};
  const { said, server, stop } = open([() => new Promise((resolve) => (finish = resolve))]);
  server.running = false;
  await vi.advanceTimersByTimeAsync(1_000);
  let stopped = false;
  const stopping = stop().then(() => (stopped = true));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(stopped).toBe(false);
  finish();
  await stopping;
  expect(said).toEqual(['gone', 'start', 'back']);
});
