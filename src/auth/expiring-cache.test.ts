import { expect, test } from 'vitest';
import { createExpiringCache } from './expiring-cache.ts';

test('a value is there until its time, and not at it', () => {
  const cache = createExpiringCache<string>(10);
  cache.set('a', 'x', 100);
  expect(cache.get('a', 99)).toBe('x');
  expect(cache.get('a', 100)).toBeUndefined();
  expect(cache.size).toBe(0);
});

test('it never holds more than its capacity, and keeps what was set last', () => {
  const cache = createExpiringCache<number>(3);
  for (let each = 0; each < 10; each++) cache.set(String(each), each, 100);
  expect(cache.size).toBe(3);
  expect([7, 8, 9].map((each) => cache.get(String(each), 0))).toEqual([7, 8, 9]);
});

test('a deleted value is gone', () => {
  const cache = createExpiringCache<number>(3);
  cache.set('a', 1, 100);
  cache.delete('a');
  expect(cache.get('a', 0)).toBeUndefined();
});
