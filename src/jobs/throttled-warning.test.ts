import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogger } from '../process/index.ts';
import { createThrottledWarning } from './throttled-warning.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('failures are logged at once and then once a minute, and recovery with how long they lasted', () => {
  const logger = createLogger('silent');
  const logged: unknown[][] = [];
  vi.spyOn(logger, 'warn').mockImplementation((...line: unknown[]) => void logged.push(['warn', ...line]));
  vi.spyOn(logger, 'info').mockImplementation((...line: unknown[]) => void logged.push(['info', ...line]));
  const warning = createThrottledWarning(logger, 'no job could be taken');
  const error = new Error('away');
  warning.succeeded();
  for (let second = 0; second < 90; second += 1) {
    warning.failed(error);
    vi.advanceTimersByTime(1000);
  }
  warning.succeeded();
  warning.succeeded();
  warning.failed(error);
  expect(logged).toEqual([
    ['warn', { err: error, failures: 1, seconds: 0 }, 'no job could be taken; trying again'],
    ['warn', { err: error, failures: 60, seconds: 60 }, 'no job could be taken; trying again'],
    ['info', { seconds: 90 }, 'no job could be taken: over'],
    ['warn', { err: error, failures: 1, seconds: 0 }, 'no job could be taken; trying again'],
  ]);
});
