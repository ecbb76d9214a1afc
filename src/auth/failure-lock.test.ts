import { expect, test } from 'vitest';
import { createFailureLock } from './failure-lock.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 27);

function open(capacity = 100) {
  let now = START;
  const lock = createFailureLock({ allowed: 5, lockMs: 5 * MINUTE, capacity, clock: { now: () => now } });
  const fail = (key: string, times: number) => {
    for (let each = 0; each < times; each++) lock.recordFailure(key);
  };
  const wait = (ms: number) => {
    now += ms;
  };
  return { ...lock, fail, wait };
}

test('five failures in a row are allowed, the sixth locks for five minutes', () => {
  const lock = open();
  lock.fail('key', 5);
  expect(lock.lockedFor('key')).toBe(0);
  lock.fail('key', 1);
  expect(lock.lockedFor('key')).toBe(5 * MINUTE);
  lock.wait(5 * MINUTE - 1);
  expect(lock.lockedFor('key')).toBe(1);
  lock.wait(1);
  expect(lock.lockedFor('key')).toBe(0);
});

test('another key is not locked', () => {
  const lock = open();
  lock.fail('key', 6);
  expect(lock.lockedFor('other')).toBe(0);
});

test('a success forgets the failures before it', () => {
  const lock = open();
  lock.fail('key', 5);
  lock.recordSuccess('key');
  lock.fail('key', 1);
  expect(lock.lockedFor('key')).toBe(0);
});

test('failures more than five minutes apart do not add up', () => {
  const lock = open();
  for (let each = 0; each < 10; each++) {
    lock.fail('key', 1);
    lock.wait(5 * MINUTE + 1);
  }
  expect(lock.lockedFor('key')).toBe(0);
});

test('when the lock ends the count starts at zero', () => {
  const lock = open();
  lock.fail('key', 6);
  lock.wait(5 * MINUTE + 1);
  lock.fail('key', 1);
  expect(lock.lockedFor('key')).toBe(0);
});

test('a flood of invented keys removes only the key that failed longest ago', () => {
  const lock = open(3);
  lock.fail('locked', 6);
  for (const key of ['a', 'b']) lock.fail(key, 1);
  expect(lock.lockedFor('locked')).toBeGreaterThan(0);
  lock.fail('c', 1);
  expect(lock.lockedFor('locked')).toBe(0);
});
