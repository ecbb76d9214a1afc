import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileCircles, findCircles, folderCircles } from '../testing/house/circles.ts';
import { importViolations, unusedEntries } from '../testing/house/import-rules.ts';
import { importsOf } from '../testing/house/imports.ts';
import { deriveTiers, readModuleTable } from '../testing/house/modules.ts';
import { isTest, ROOT, readSource, typeScriptFiles } from '../testing/house/source-files.ts';
import { readTableOwners, tablesOfMigrations, tableUses, tableViolations } from '../testing/house/sql-tables.ts';

const table = readModuleTable();
const files = typeScriptFiles('src');
const imports = files.flatMap((file) => importsOf(file, readSource(file)));

test('every import is in the table of modules and goes through an index', () => {
  expect(files.flatMap((file) => importViolations(table, file, readSource(file)))).toEqual([]);
});

test('every entry of the table of modules is used', () => {
  expect(unusedEntries(table, imports)).toEqual([]);
});

test('modules form tiers, and the table names them from the ground up', () => {
  const tiers = deriveTiers(table);
  const seen = new Set<string>();
  const early = [...table].flatMap(([name, allowed]) => {
    const missing = [...allowed.keys()].filter((each) => !seen.has(each));
    seen.add(name);
    return missing.map((each) => `${name} stands above ${each}`);
  });
  expect(early).toEqual([]);
  expect(tiers.get('model')).toBe(0);
});

test('no files and no folders of a module import each other in a circle', () => {
  expect(fileCircles(imports)).toEqual([]);
  expect(folderCircles(imports)).toEqual([]);
});

const tables = tablesOfMigrations();
const tableTexts = tableUses(
  new Map(files.filter((file) => !isTest(file)).map((file) => [file, readSource(file)])),
  tables,
);

test('each table is written by its module and read by those that are declared, and no entry is idle', () => {
  const all = new Set([...tables, ...tableTexts.created]);
  expect(tableViolations(readTableOwners(), all, tableTexts.uses)).toEqual([]);
});

test('the tables of every SQL text can be told from the source', () => {
  expect(tableTexts.problems).toEqual([]);
});

test('every folder of src is a module of the table, and the other way round', () => {
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map((entry) => entry.name).sort()).toEqual([...table.keys()].sort());
});

test('in api, http is below images, images below the other groups, and no group uses another', () => {
  const folderOf = (path: string) => /^src\/api\/(\w+)\//.exec(path)?.[1];
  const pairs = imports
    .filter(({ file }) => !isTest(file))
    .map(({ file, target }) => ({ from: folderOf(file), to: folderOf(target) }))
    .filter(({ from, to }) => from !== undefined && to !== undefined && from !== to);
  const isDown = ({ from = '', to }: (typeof pairs)[number]) =>
    to === 'http' || (to === 'images' && !['http', 'identity', 'docs'].includes(from));
  expect(pairs.filter((pair) => !isDown(pair))).toEqual([]);
  expect(pairs).toContainEqual({ from: 'findings', to: 'images' });
});

test('fixtures stand on nothing else, and the quickstart on no test', () => {
  const targets = (folder: string) =>
    typeScriptFiles(folder).flatMap((file) => importsOf(file, readSource(file)).map(({ target }) => target));
  expect(targets('fixtures').filter((target) => !target.startsWith('fixtures/'))).toEqual([]);
  expect(targets('quickstart').filter((target) => target.startsWith('testing/'))).toEqual([]);
});

test('no file is named util, helper, common, misc or manager', () => {
  const vague = files.filter((file) => /(^|[/.-])(utils?|helpers?|common|misc|managers?)([/.-]|$)/i.test(file));
  expect(vague).toEqual([]);
});

test('files that start a process are at most 60 lines, compose.ts at most 120, other sources at most 300', () => {
  const lines = (file: string) => readSource(file).split('\n').length - 1;
  const limit = (file: string) =>
    /^src\/(cli|server|worker)\.ts$/.test(file) ? 60 : file === 'src/compose.ts' ? 120 : 300;
  expect(files.filter((file) => !isTest(file) && lines(file) > limit(file))).toEqual([]);
});

// Vitest's toMatchObject takes a pattern for equal to every text: such a line asserts nothing.
test('no test expects a pattern as the value of a property', () => {
  const tests = ['src', 'testing', 'conformance'].flatMap(typeScriptFiles).filter(isTest);
  expect(tests.flatMap((file) => expectedPatterns(readSource(file)))).toEqual([]);
  expect(expectedPatterns(['  message', ' /b/,'].join(':'))).toHaveLength(1);
});

function expectedPatterns(source: string): string[] {
  return source.match(/^.*\b\w+: \/[^/*\n]+\/[a-z]*(?:[,} ].*)?$/gm) ?? [];
}

const EXAMPLE = readModuleTable(`## Modules

| module | holds | may import |
| --- | --- | --- |
| model | types | - |
| jobs | queue | model |
| inventory | rows | jobs (type), model |
| sync | runs | inventory, jobs, model |
| api | HTTP | sync, model |
`);

test.each([
  ['not in the table', 'src/inventory/list.ts', `import { x } from '../sync/index.ts';`],
  ['not in the table', 'src/inventory/list.ts', `import { x } from '../jobs/index.ts';`],
  ['not in the table', 'src/inventory/list.ts', `import { type X, y } from '../jobs/index.ts';`],
  ['not in the table', 'src/inventory/list.test.ts', `import { x } from '../sync/index.ts';`],
  ['not in the table', 'src/api/app.ts', `export { x } from '../compose.ts';`],
  ['not in the table', 'src/model/log.ts', `const x = await import('../jobs/index.ts');`],
  ['not in the table', 'src/model/log.ts', `import '../jobs/index.ts';`],
  ['not in the table', 'src/model/log.ts', `export * from '../jobs/index.ts';`],
  ['past the index', 'src/sync/run.ts', `import { x } from '../inventory/list-images.ts';`],
  ['past the index', 'src/worker.ts', `import { x } from './inventory/list-images.ts';`],
  ['testing in production', 'src/sync/run.ts', `import { x } from '../../testing/images/index.ts';`],
  ['testing in production', 'src/sync/run.ts', `import { x } from './order.test.ts';`],
  ['not in the table', 'src/model/log.ts', 'const x = await import(`../jobs/index.ts`);'],
  ['not in the table', 'src/model/log.ts', `type X = import('../jobs/index.ts').Job;`],
  ['not in the table', 'src/model/log.ts', `import jobs = require('../jobs/index.ts');`],
  ['not in the table', 'src/model/log.ts', `import { x, // it's "x" (new)\n y } from '../jobs/index.ts';`],
  ['not in the table', 'src/model/log.ts', `import { x } from '../types/../jobs/index.ts';`],
  ['not in the table', 'src/model/log.ts', `new Worker(new URL('../jobs/index.ts', import.meta.url));`],
  ['not in the table', 'src/model/log.ts', `declare module '../jobs/index.ts' { interface Job {} }`],
  ['not in the table', 'src/inventory/list.ts', `import { type as kind } from '../jobs/index.ts';`],
  ['not to be followed', 'src/model/log.ts', `import { x } from 'file:///src/jobs/index.ts';`],
  ['not to be followed', 'src/model/log.ts', `const load = createRequire(import.meta.url);`],
  ['not to be followed', 'src/model/log.ts', `/// <reference path="../jobs/index.ts" />`],
  ['not to be followed', 'src/model/log.ts', 'const x = await import(path);'],
  ['not to be followed', 'src/model/log.ts', `const x = require('../jobs/index.ts');`],
])('%s: the import is caught in %s: %s', (rule, file, source) => {
  expect(importViolations(EXAMPLE, file, source)).toEqual([expect.stringContaining(rule)]);
});

test.each([
  ['src/sync/run.test.ts', `import { x } from '../../testing/images/index.ts';`],
  ['src/sync/run.ts', `import { x } from './tar/walk-tar.ts';`],
  ['src/sync/run.ts', `import { x } from '../inventory/index.ts';`],
  ['src/inventory/list.ts', `import type { X } from '../jobs/index.ts';`],
  ['src/inventory/list.ts', `import { type X, type Y } from '../jobs/index.ts';`],
  ['src/api/app.test.ts', `import { x } from '../inventory/index.ts';`],
  ['src/worker.ts', `import { x } from './inventory/index.ts';`],
  ['src/model/log.ts', `const text = "import { x } from '../jobs/index.ts'"; // require('../jobs/index.ts')`],
])('in %s this import is fine: %s', (file, source) => {
  expect(importViolations(EXAMPLE, file, source)).toEqual([]);
});

test('entries that nothing uses, circles of modules and circles of files are caught', () => {
  const used = importsOf('src/sync/run.ts', `import type { X } from '../jobs/index.ts';`);
  const unused = unusedEntries(EXAMPLE, used);
  expect(unused).toContain('sync → jobs takes types only: write "jobs (type)"');
  expect(unused).toContain('api → sync is used by no file');
  expect(() => deriveTiers(readModuleTable('## Modules\n| a | x | b |\n| b | x | a (type) |\n'))).toThrow('a → b → a');
  expect(
    findCircles(
      new Map([
        ['a', new Set(['b'])],
        ['b', new Set(['c'])],
        ['c', new Set(['a'])],
      ]),
    ),
  ).toEqual(['a → b → c → a']);
  const folders = [
    ...importsOf('src/sync/x/a.ts', `import { b } from '../y/b.ts';`),
    ...importsOf('src/sync/y/c.ts', `import { d } from '../x/d.ts';`),
  ];
  expect(folderCircles(folders)).toEqual(['src/sync/x → src/sync/y → src/sync/x']);
  expect(fileCircles(folders)).toEqual([]);
});
