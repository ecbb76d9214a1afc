import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shorten } from './fields.ts';

const lengthOf = (text: string): number => Array.from(text).length;

test('a text that fits stays as it is', () => {
  expect(shorten('abc', 3)).toBe('abc');
  expect(shorten('', 1)).toBe('');
});

test('a text that does not fit ends in an ellipsis and never in half a character', () => {
  expect(shorten('abcd', 3)).toBe('ab…');
  expect(shorten('😀😀😀😀', 3)).toBe('😀😀…');
  expect(shorten('😀😀😀', 3)).toBe('😀😀😀');
});

test('the result has at most the length asked for and starts like the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.integer({ min: 1, max: 30 }), (text, longest) => {
      const short = shorten(text, longest);
      expect(lengthOf(short)).toBe(Math.min(lengthOf(text), longest));
      if (short !== text) expect(text.startsWith(short.slice(0, -1))).toBe(true);
    }),
  );
});
