import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaled } from '../../testing/scale.ts';
import { isDigest } from './digest.ts';
import { checkRepository, checkTag, isRepository, isTag } from './reference.ts';

test.each(['a', 'library/alpine', 'a.b_c__d-e--f/g', '0/1/2', 'a'.repeat(255)])('%s is a repository', (name) => {
  expect(isRepository(name)).toBe(true);
});

test.each([
  '',
  'A',
  '/a',
  'a/',
  'a//b',
  '../a',
  'a/./b',
  'a/..',
  '.a',
  'a.',
  'a..b',
  'a___b',
  'a?b',
  'a#b',
  'a%2fb',
  'a b',
  'a\n',
  'ä',
  'a'.repeat(256),
])('%j is no repository', (name) => {
  expect(isRepository(name)).toBe(false);
  expect(() => checkRepository(name)).toThrow(expect.objectContaining({ code: 'registry_protocol' }));
});

test.each(['latest', '1.0', '_x', 'V1.2-rc.1_a', 'a'.repeat(128)])('%s is a tag', (tag) => {
  expect(isTag(tag)).toBe(true);
});

test.each(['', '.a', '-a', 'a/b', 'a:b', 'a?b', '..', 'a\n', 'a'.repeat(129)])('%j is no tag', (tag) => {
  expect(isTag(tag)).toBe(false);
  expect(() => checkTag(tag)).toThrow(expect.objectContaining({ code: 'registry_protocol' }));
});

test.each([
  [`sha256:${'a'.repeat(64)}`, true],
  [`sha512:${'0'.repeat(128)}`, true],
  [`sha256:${'A'.repeat(64)}`, false],
  [`sha256:${'a'.repeat(63)}`, false],
  [`sha512:${'a'.repeat(64)}`, false],
  [`md5:${'a'.repeat(32)}`, false],
  [`sha256:${'a'.repeat(64)}\n`, false],
])('%j is a digest: %s', (text, expected) => {
  expect(isDigest(text)).toBe(expected);
});

test('an accepted name does not change the path it becomes part of', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40, unit: fc.constantFrom(...'ab01._-/%?#:\\ A') }), (text) => {
      fc.pre(isRepository(text) || isTag(text));
      expect(new URL(`v2/${text}/x`, 'http://r/').pathname).toBe(`/v2/${text}/x`);
    }),
    { numRuns: scaled(500) },
  );
});
