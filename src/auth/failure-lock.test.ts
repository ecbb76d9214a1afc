import { expect, test } from 'vitest';
import { createFailureLock } from './failure-lock.ts';

const MINUTE = 60_000;
const open = (capacity = 100) => createFailureLock({ allowed: 5, lockMs: 5 * MINUTE, capacity });

test('five failures in a row are allowed, the sixth locks for five minutes', () => {
  const lock = open();
  for (let each = 0; each < 5; each++) lock.fail('key', 0);
  expect(lock.lockedFor('key', 0)).toBe(0);
  lock.fail('key', 0);
  expect(lock.lockedFor('key', 0)).toBe(5 * MINUTE);
  expect(lock.lockedFor('key', 5 * MINUTE - 1)).toBe(1);
  expect(lock.lockedFor('key', 5 * MINUTE)).toBe(0);
});

test('another key is not locked', () => {
  const lock = open();
  for (let each = 0; each < 6; each++) lock.fail('key', 0);
  expect(lock.lockedFor('other', 0)).toBe(0);
});

test('a success ends the row', () => {
  const lock = open();
  for (let each = 0; each < 5; each++) lock.fail('key', 0);
  lock.succeed('key');
  lock.fail('key', 0);
  expect(lock.lockedFor('key', 0)).toBe(0);
});

test('failures five minutes apart are no row', () => {
  const lock = open();
  for (let each = 0; each < 10; each++) lock.fail('key', each * 5 * MINUTE);
  expect(lock.lockedFor('key', 50 * MINUTE)).toBe(0);
});

test('when the lock ends the count starts anew', () => {
  const lock = open();
  for (let each = 0; each < 6; each++) lock.fail('key', 0);
  lock.fail('key', 5 * MINUTE);
  expect(lock.lockedFor('key', 5 * MINUTE)).toBe(0);
});

test('a flood of invented keys pushes out only what is oldest', () => {
  const lock = open(3);
  for (let each = 0; each < 6; each++) lock.fail('locked', 0);
  for (const key of ['a', 'b']) lock.fail(key, 1);
  expect(lock.lockedFor('locked', 1)).toBeGreaterThan(0);
  lock.fail('c', 1);
  expect(lock.lockedFor('locked', 1)).toBe(0);
});
