import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readTruths, type Truth } from '../../testing/advisories/version-truths.ts';
import { isAppError } from '../model/index.ts';
import { compareVersions, findScheme } from './compare-versions.ts';
import { FAMILIES } from './families.ts';

const FOLDER = new URL('versions/testdata/', import.meta.url);
const ECOSYSTEMS: Record<string, string> = {
  dpkg: 'Debian:12',
  rpm: 'AlmaLinux:9',
  apk: 'Alpine:v3.20',
  semver: 'npm',
  pep440: 'PyPI',
  go: 'Go',
};

test('every scheme has a file of truths', () => {
  const tested = Object.values(ECOSYSTEMS).map(findScheme);
  const ecosystems = FAMILIES.flatMap((family) => family.ecosystems);
  expect(ecosystems.filter(({ scheme }) => !tested.includes(scheme))).toEqual([]);
  expect(readdirSync(FOLDER).sort()).toEqual(
    Object.keys(ECOSYSTEMS)
      .map((name) => `${name}.txt`)
      .sort(),
  );
});

describe.each(Object.entries(ECOSYSTEMS))('%s', (name, ecosystem) => {
  const truths = readTruths(readFileSync(new URL(`${name}.txt`, FOLDER), 'utf8'));

  test.each(truths.map((truth) => [describeTruth(truth), truth] as const))('%s', (_line, truth) => {
    if (truth.kind === 'unreadable')
      expect(() => compareVersions(ecosystem, truth.version, '1.0.0')).toThrow(/is not a/);
    else expect(bothWays(ecosystem, truth.a, truth.b)).toEqual([truth.sign, 0 - truth.sign]);
  });
});

test.each(Object.entries(ECOSYSTEMS))('%s refuses an empty and an absurdly long version', (_name, ecosystem) => {
  for (const version of ['', '1'.repeat(100_000)]) {
    expect(codeOf(() => compareVersions(ecosystem, '1.0.0', version))).toBe('unreadable');
  }
});

test('an ecosystem without a scheme is said, not guessed', () => {
  expect(codeOf(() => compareVersions('Maven', '1', '2'))).toBe('not_found');
});

test.each([
  ['AlmaLinux:9', '1.0-5.el9', '1.0', 0],
  ['AlmaLinux:9', '1.0-5.el9', '1.0-6.el9', -1],
  ['PyPI', '2.1.0+cu118', '2.1.0', 0],
  ['PyPI', '2.1.0+cu118', '2.1.0+cu121', -1],
])('%s: installed %s stands to a named %s as %i', (ecosystem, installed, named, sign) => {
  const scheme = findScheme(ecosystem);
  const order = scheme?.compareInstalled?.(scheme.parse(installed), scheme.parse(named));
  expect(Math.sign(order ?? Number.NaN)).toBe(sign);
});

function describeTruth(truth: Truth): string {
  if (truth.kind === 'unreadable') return `! ${truth.version}`;
  return `${truth.a} ${['<', '=', '>'][truth.sign + 1]} ${truth.b}`;
}

function bothWays(ecosystem: string, a: string, b: string): [number, number] {
  return [Math.sign(compareVersions(ecosystem, a, b)), Math.sign(compareVersions(ecosystem, b, a))];
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (isAppError(error)) return error.code;
  }
  return undefined;
}
