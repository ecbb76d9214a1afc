import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogger } from '../process/index.ts';
import { openOutage } from './outage.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('an outage is said at once, then once a minute, and its end with how long it was', () => {
  const logger = createLogger('silent');
  const said: unknown[][] = [];
  vi.spyOn(logger, 'warn').mockImplementation((...words: unknown[]) => void said.push(['warn', ...words]));
  vi.spyOn(logger, 'info').mockImplementation((...words: unknown[]) => void said.push(['info', ...words]));
  const outage = openOutage(logger, 'no job could be taken');
  const error = new Error('away');
  outage.worked();
  for (let second = 0; second < 90; second += 1) {
    outage.failed(error);
    vi.advanceTimersByTime(1000);
  }
  outage.worked();
  outage.worked();
  outage.failed(error);
  expect(said).toEqual([
    ['warn', { err: error, failures: 1, seconds: 0 }, 'no job could be taken; trying again'],
    ['warn', { err: error, failures: 60, seconds: 60 }, 'no job could be taken; trying again'],
    ['info', { seconds: 90 }, 'no job could be taken: over'],
    ['warn', { err: error, failures: 1, seconds: 0 }, 'no job could be taken; trying again'],
  ]);
});
