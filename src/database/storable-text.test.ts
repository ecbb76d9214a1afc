import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storableText } from './storable-text.ts';

test('NUL becomes U+FFFD, everything else stays', () => {
  expect(storableText('a\0b\0')).toBe('a\uFFFDb\uFFFD');
  expect(storableText('Grüße, 世界 🦀\n')).toBe('Grüße, 世界 🦀\n');
});

test('longer text is cut between characters and says so, text of exactly the length stays', () => {
  expect(storableText('abcdef', 6)).toBe('abcdef');
  expect(storableText('abcdefg', 6)).toBe('abc…');
  expect(storableText('äöüß', 7)).toBe('äö…');
});

test('no text is longer than asked for, and none is changed that fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.integer({ min: 3, max: 60 }), (text, max) => {
      const stored = storableText(text, max);
      expect(Buffer.byteLength(stored)).toBeLessThanOrEqual(max);
      if (!text.includes('\0') && Buffer.byteLength(text) <= max) expect(stored).toBe(text);
    }),
  );
});
