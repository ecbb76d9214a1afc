import { expect, test } from 'vitest';
import { parseChallenges } from './challenge.ts';
import { isRepository } from './reference.ts';

// A registry may send any header, a caller any name: an expression that backtracks would stop the process.

test.each([
  ['quotes that never close', 'a="'],
  ['escapes', '\\"'],
  ['schemes without parameters', 'a '],
  ['quotes', '"'],
  ['parameters without values', 'a='],
])('a challenge of 100,000 %s is read in less than 2 s', (_, part) => {
  expect(millisecondsOf(() => parseChallenges(part.repeat(100_000)))).toBeLessThan(2000);
});

// As long as a name may be: a longer one is refused unread.
test.each(['a-', 'a_', 'a.', 'a/', '-', 'a__'])('a name of %s repeated is refused in less than 1 s', (part) => {
  const name = `${part.repeat(254 / part.length)}!`;
  expect(millisecondsOf(() => expect(isRepository(name)).toBe(false))).toBeLessThan(1000);
});

function millisecondsOf(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
