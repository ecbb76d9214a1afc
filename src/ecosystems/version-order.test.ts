import { compare as compareAsLibrary } from '@renovatebot/pep440';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scaled } from '../../testing/scale.ts';
import { compareVersions } from './compare-versions.ts';

const number = fc.oneof(fc.nat(3), fc.nat(30), fc.constantFrom('00', '01', '010', '20240101000000')).map(String);
const numbers = fc.array(number, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
const plain = fc.tuple(fc.nat(3), fc.nat(12), fc.nat(3)).map((parts) => parts.join('.'));
const pick = (...texts: string[]) => fc.constantFrom(...texts);
const glue = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));
const soup = (alphabet: string, maxLength: number) =>
  fc.array(fc.constantFrom(...alphabet), { maxLength }).map((characters) => characters.join(''));

/** Short versions over few characters, so that equal and nearly equal pairs are common. */
const ARBITRARIES: Record<string, fc.Arbitrary<string>> = {
  'Debian:12': glue(
    pick('', '', '0:', '1:'),
    numbers,
    soup('01ab~+.-', 4),
    pick('', '-0', '-1', '-1~b', '-1+b1'),
  ).filter((version) => !version.endsWith('-')),
  'AlmaLinux:9': glue(pick('', '', '0:', '1:'), numbers, soup('01ab~^._', 5), pick('', '-0', '-1.el9', '-1~b', '-1^c')),
  'Alpine:v3.20': glue(
    numbers,
    pick('', 'a', 'b'),
    pick('', '', '_alpha', '_rc1', '_p', '_p01', '_git1', '_rc1_p2'),
    pick('', '', '~0a', '~0b'),
    pick('', '-r0', '-r1', '-r10'),
  ),
  npm: glue(pick('', 'v'), plain, pick('', '-0', '-1', '-a', '-a.1', '-a.b', '-rc1'), pick('', '+b1')),
  PyPI: glue(
    pick('', '', '1!'),
    numbers,
    pick('', 'a1', 'b1', 'rc1', '-alpha'),
    pick('', '.post1', '-2'),
    pick('', '.dev1', '.dev'),
    pick('', '', '+1', '+1e5', '+abc', '+a.1', '+0x1'),
  ),
  Go: fc.oneof(
    glue(pick('', 'v'), plain, pick('', '-0', '-rc.1', '-0.20200101000000-0123456789ab'), pick('', '+incompatible')),
    glue(pick('go1.20', 'go1.21', 'go1.3'), pick('', '.1', '.10', 'rc1', 'rc10', 'beta1'), pick('', '-vendor')),
  ),
};

describe.each(Object.entries(ARBITRARIES))('the order of %s is total', (ecosystem, version) => {
  const compare = (a: string, b: string) => Math.sign(compareVersions(ecosystem, a, b));
  const options = { numRuns: scaled(2000) };

  test('every version equals itself', () => {
    fc.assert(
      fc.property(version, (a) => compare(a, a) === 0),
      options,
    );
  });

  test('turning a pair round turns the answer round', () => {
    fc.assert(
      fc.property(version, version, (a, b) => compare(a, b) === 0 - compare(b, a)),
      options,
    );
  });

  test('it is transitive, equality included', () => {
    const property = fc.property(version, version, version, (a, b, c) => {
      const [low, middle, high] = [a, b, c].sort(compare) as [string, string, string];
      expect(compare(low, middle)).toBeLessThanOrEqual(0);
      expect(compare(middle, high)).toBeLessThanOrEqual(0);
      expect(compare(low, high)).toBe(Math.min(compare(low, middle), compare(middle, high)));
    });
    fc.assert(property, options);
  });
});

test('public versions of PEP 440 are ordered as its library orders them', () => {
  const version = ARBITRARIES.PyPI?.map((text) => text.replace(/\+.*/, '')) ?? fc.constant('');
  const property = fc.property(version, version, (a, b) => {
    expect(Math.sign(compareVersions('PyPI', a, b))).toBe(Math.sign(compareAsLibrary(a, b)));
  });
  fc.assert(property, { numRuns: scaled(5000) });
});
