import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaled } from '../../testing/scale.ts';
import { createVault } from './vault.ts';

const vault = createVault(randomBytes(32));

test('whatever is sealed comes back under the same context', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
      expect(vault.unseal(vault.seal(text, context), context)).toBe(text);
    }),
  );
});

test('a flip of any bit is noticed', () => {
  const sealed = vault.seal('password', 'registry/1');
  fc.assert(
    fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(() => vault.unseal(changed, 'registry/1')).toThrow(/sealed value/);
    }),
    { numRuns: scaled(300) },
  );
});

test('a cut or empty value is noticed', () => {
  const sealed = vault.seal('password', 'registry/1');
  for (let length = 0; length < sealed.length; length++)
    expect(() => vault.unseal(sealed.subarray(0, length), 'registry/1')).toThrow(/sealed value/);
});

test('a value moved to another context cannot be unsealed', () => {
  const sealed = vault.seal('password', 'registry/1');
  expect(() => vault.unseal(sealed, 'registry/2')).toThrow(/belongs to something else/);
});

test('another master key and damage are different errors', () => {
  const other = createVault(randomBytes(32));
  expect(() => other.unseal(vault.seal('password', 'c'), 'c')).toThrow(/another master key/);
});

test('sealing twice gives different bytes, and neither shows the text', () => {
  const [a, b] = [vault.seal('password', 'c'), vault.seal('password', 'c')];
  expect(a.equals(b)).toBe(false);
  expect(a.includes('password')).toBe(false);
});

test('a master key of another length is refused', () => {
  expect(() => createVault(randomBytes(16))).toThrow(/16 bytes, not 32/);
});
