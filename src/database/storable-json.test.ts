import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toStorableJson } from './storable-json.ts';

const back = (value: unknown): unknown => JSON.parse(toStorableJson(value));

test('what PostgreSQL can store is kept as it is', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0'));
  fc.assert(
    fc.property(fc.array(fc.record({ text }), { maxLength: 5 }), (rows) => {
      expect(back(rows)).toEqual(rows);
    }),
  );
});

test('NUL and halves of surrogate pairs become U+FFFD, whole pairs and escaped backslashes stay', () => {
  expect(back(['a\0b', 'x\ud83d', '\ude00y', '\ud83d\ude00', '\\u0000 \\ud83d'])).toEqual([
    'a\uFFFDb',
    'x\uFFFD',
    '\uFFFDy',
    '\ud83d\ude00',
    '\\u0000 \\ud83d',
  ]);
});

test('the names of members are texts of the image, too', () => {
  const labels = { 'a\0b': { '\ud83d': 'x', '\ud83d\ude00': 1 }, '\\u0000 \\ud83d': 2, '"\\\0': 3 };
  expect(back({ labels })).toEqual({
    labels: { 'a\uFFFDb': { '\uFFFD': 'x', '\ud83d\ude00': 1 }, '\\u0000 \\ud83d': 2, '"\\\uFFFD': 3 },
  });
});

test('of any text, nothing is left that PostgreSQL refuses', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), fc.string({ unit: 'binary' }), (texts, half) => {
      const stored = toStorableJson([...texts, half.slice(1), `${half}\0`, { [`${half.slice(1)}\0`]: texts }]);
      expect(stored).not.toMatch(/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/);
    }),
  );
});
