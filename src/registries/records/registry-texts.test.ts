import { expect, test } from 'vitest';
import { checkRegistryTexts } from './registry-texts.ts';

const WHALE = '\u{1f433}';

test('lengths are counted in characters, as the contract counts them', () => {
  expect(() => checkRegistryTexts({ registry_name: WHALE.repeat(128) })).not.toThrow();
  for (const name of [WHALE.repeat(129), 'x'.repeat(129), 'x'.repeat(1_000_000)])
    expect(() => checkRegistryTexts({ registry_name: name })).toThrow('registry_name is longer than 128 characters');
});

test.each([
  [{ registry_name: ' ' }, 'registry_name is empty'],
  [{ registry_username: 'a:b' }, 'registry_username holds a colon'],
  [{ namespace: 'a\nb' }, 'namespace holds a control character'],
])('%j is refused: %s', (texts, reason) => {
  expect(() => checkRegistryTexts(texts)).toThrow(reason);
});

test('a refusal never repeats the password', () => {
  expect(() => checkRegistryTexts({ registry_password: 's3cret\0' })).toThrow(/^registry_password holds a control/);
});
