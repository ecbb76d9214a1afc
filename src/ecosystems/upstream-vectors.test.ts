import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareVersions } from './compare-versions.ts';

/** Collections of the projects that define the orders. Not ours to commit: used where they lie beside the checkout. */
const FOLDER = new URL('../../../shared/vectors/', import.meta.url);
const present = existsSync(FOLDER);

test.skipIf(present)('upstream vectors are absent; the truths of testdata/ stand alone', () => {
  expect(present).toBe(false);
});

/** No analyzer reads Java packages, so Maven has no scheme: its versions are refused, not guessed. */
const WITHOUT_SCHEME = ['maven-upstream.json'];

test.skipIf(!present)('every collection is checked or left out by name', () => {
  const checked = ['apk-upstream.txt', ...['dpkg', 'pep440', 'rpm', 'semver'].map((name) => `${name}-upstream.json`)];
  expect(readdirSync(FOLDER).sort()).toEqual([...checked, ...WITHOUT_SCHEME].sort());
  expect(isUnreadable('Maven', '1.0')).toBe(true);
});

test.skipIf(!present).each([
  ['dpkg', 'Debian', 40],
  ['rpm', 'AlmaLinux', 90],
  ['pep440', 'PyPI', 300],
])('%s vectors of the upstream project hold', (name, ecosystem, atLeast) => {
  const { cases } = readVectors<{ cases: { a: string; b: string; cmp: number; disabled_upstream?: boolean }[] }>(name);
  // rpm comments its cases with non-ASCII letters out: their order depends on the C library. Here they are unreadable.
  const [enabled, disabled] = [
    cases.filter((each) => isAscii(each.a + each.b)),
    cases.filter((each) => !isAscii(each.a + each.b)),
  ];
  const wrong = enabled.filter(({ a, b, cmp }) => Math.sign(compareVersions(ecosystem, a, b)) !== cmp);
  expect(wrong).toEqual([]);
  expect(disabled.every((each) => each.disabled_upstream === true && isUnreadable(ecosystem, each.a))).toBe(true);
  expect(enabled.length).toBeGreaterThan(atLeast);
  console.log(`${name}: ${enabled.length} upstream vectors hold, ${disabled.length} non-ASCII ones are unreadable`);
});

test.skipIf(!present)('pep440 refuses what packaging refuses', () => {
  const { invalid } = readVectors<{ invalid: string[] }>('pep440');
  expect(invalid.filter((version) => !isUnreadable('PyPI', version))).toEqual([]);
});

test.skipIf(!present)('semver vectors of the upstream project hold', () => {
  const vectors = readVectors<{ comparisons: string[][]; equality: string[][]; invalid: unknown[] }>('semver');
  expect(vectors.comparisons.filter(([a = '', b = '']) => compareVersions('npm', a, b) <= 0)).toEqual([]);
  expect(vectors.equality.filter(([a = '', b = '']) => compareVersions('npm', a, b) !== 0)).toEqual([]);
  // Left out: invalid values that are not text (null, objects); range tests, because advisories name events, not ranges.
  const invalid = vectors.invalid.filter((value) => typeof value === 'string');
  expect(invalid.filter((version) => !isUnreadable('npm', version))).toEqual([]);
  console.log(`semver: ${vectors.comparisons.length + vectors.equality.length} upstream vectors hold`);
});

/** apk orders these two as plain text although its own grammar refuses them; here they are unreadable. */
const APK_INVALID = ['23_foo > 4_beta', '1.0 < 1.0bc'];

test.skipIf(!present)('apk vectors of the upstream project hold', () => {
  const lines = readFileSync(new URL('apk-upstream.txt', FOLDER), 'utf8').split('\n');
  const truths = lines.map((line) => line.replace(/#.*/, '').trim()).filter(Boolean);
  // `~` is prefix matching for dependencies (`so:libfoo~1.2`), not an order; no advisory uses it.
  const ordered = truths.filter((line) => !/ [!<>]?~ /.test(line));
  expect(ordered.filter((line) => !holds(line))).toEqual(APK_INVALID);
  expect(ordered.length).toBeGreaterThan(700);
  const [fuzzy, held] = [truths.length - ordered.length, ordered.length - APK_INVALID.length];
  console.log(`apk: ${held} upstream vectors hold, ${APK_INVALID.length} invalid and ${fuzzy} fuzzy ones left out`);
});

function holds(line: string): boolean {
  if (line.startsWith('!')) return isUnreadable('Alpine', line.slice(1));
  const [a = '', operator = '=', b = a] = line.split(' ');
  if (isUnreadable('Alpine', a) || isUnreadable('Alpine', b)) return false;
  return Math.sign(compareVersions('Alpine', a, b)) === ['<', '=', '>'].indexOf(operator) - 1;
}

function isUnreadable(ecosystem: string, version: string): boolean {
  try {
    compareVersions(ecosystem, version, version);
    return false;
  } catch {
    return true;
  }
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function readVectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}-upstream.json`, FOLDER), 'utf8')) as T;
}
