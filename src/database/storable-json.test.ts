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

test('of any text, nothing is left that PostgreSQL refuses', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), fc.string({ unit: 'binary' }), (texts, half) => {
      const stored = toStorableJson([...texts, half.slice(1), `${half}\0`]);
      expect(stored).not.toMatch(/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/);
    }),
  );
});
