import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = join(ROOT, 'src');
const OUTSIDE = ['testing', 'conformance', 'bench', 'quickstart'];
const CONTRACT_READERS = ['api', 'cli', 'doors'];
const floors = readFloors(readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8'));

interface Import {
  readonly file: string;
  readonly target: string;
}

test('every import goes down, through the front door', () => {
  const violations = sourceFiles().flatMap((file) => violationsOf(file, readFileSync(join(ROOT, file), 'utf8')));
  expect(violations).toEqual([]);
});

test('every folder of src is a room of the table, and the other way round', () => {
  const folders = readdirSync(SOURCE, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const rooms = [...floors.keys()].filter((room) => room !== 'doors');
  expect(folders.map((entry) => entry.name).sort()).toEqual(rooms.sort());
});

test('no file is named util, helper, common, misc or manager', () => {
  const vague = sourceFiles().filter((file) => /(^|[/.-])(utils?|helpers?|common|misc|managers?)([/.-]|$)/i.test(file));
  expect(vague).toEqual([]);
});

test('doors are at most 60 lines, other sources at most 300', () => {
  const lines = (file: string) => readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1;
  const limit = (file: string) => (/^src\/(cli|server|worker)\.ts$/.test(file) ? 60 : 300);
  const long = sourceFiles().filter((file) => !isTest(file) && lines(file) > limit(file));
  expect(long).toEqual([]);
});

// Vitest's toMatchObject takes a pattern for equal to every text: such a line asserts nothing.
test('no test expects a pattern as the value of a property', () => {
  const files = ['src', 'testing', 'conformance'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const found = files.filter(isTest).flatMap((file) => expectedPatterns(readFileSync(join(ROOT, file), 'utf8')));
  expect(found).toEqual([]);
  expect(expectedPatterns(['  message', ' /b/,'].join(':'))).toHaveLength(1);
});

function expectedPatterns(source: string): string[] {
  return source.match(/^.*\b\w+: \/[^/*\n]+\/[a-z]*(?:[,} ].*)?$/gm) ?? [];
}

test.each([
  ['upward', 'src/inventory/list.ts', `import { x } from '../sync/index.ts';`],
  ['sideways', 'src/inventory/list.ts', `import { x } from '../registries/index.ts';`],
  ['back door', 'src/sync/run.ts', `import { x } from '../inventory/list-images.ts';`],
  ['contract leak', 'src/sync/run.ts', `import type { Operation } from '../contract/index.ts';`],
  ['testing in production', 'src/scan/run.ts', `import { x } from '../../testing/images/index.ts';`],
  ['upward', 'src/runtime/log.ts', `const x = await import('../jobs/index.ts');`],
  ['upward', 'src/api/app.ts', `export { x } from '../compose.ts';`],
])('%s imports are caught', (rule, file, source) => {
  expect(violationsOf(file, source)).toEqual([expect.stringContaining(rule)]);
});

test('tests may use testing, and a room may use its own files', () => {
  expect(violationsOf('src/scan/run.test.ts', `import { x } from '../../testing/images/index.ts';`)).toEqual([]);
  expect(violationsOf('src/scan/run.ts', `import { x } from './tar/walk-tar.ts';`)).toEqual([]);
  expect(violationsOf('src/sync/run.ts', `import { x } from '../inventory/index.ts';`)).toEqual([]);
});

function violationsOf(file: string, source: string): string[] {
  return importsOf(file, source).flatMap((each) => {
    const rule = brokenRule(each);
    return rule ? [`${rule}: ${each.file} imports ${each.target}`] : [];
  });
}

function brokenRule({ file, target }: Import): string | undefined {
  const from = roomOf(file);
  const to = roomOf(target);
  if (OUTSIDE.includes(to)) return isTest(file) ? undefined : 'testing in production';
  if (from === to || (isTest(file) && to === 'migrations')) return undefined;
  if (to === 'contract' && !CONTRACT_READERS.includes(from)) return 'contract leak';
  if (floorOf(to) > floorOf(from)) return 'upward';
  if (floorOf(to) === floorOf(from)) return 'sideways';
  return target === `src/${to}/index.ts` ? undefined : 'back door';
}

function importsOf(file: string, source: string): Import[] {
  const specifiers = source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)['"](\.[^'"]+)['"]/g);
  return [...specifiers].map(([, specifier]) => ({
    file,
    target: relative(ROOT, resolve(ROOT, dirname(file), specifier as string)),
  }));
}

function roomOf(path: string): string {
  const [top, second, ...rest] = path.split('/');
  if (top !== 'src') return top as string;
  return rest.length === 0 ? 'doors' : (second as string);
}

function floorOf(room: string): number {
  const floor = floors.get(room);
  if (floor === undefined) throw new Error(`${room} has no floor in ARCHITECTURE.md`);
  return floor;
}

function readFloors(architecture: string): Map<string, number> {
  const rows = architecture.matchAll(/^\| (\d) \| ([a-z]+) \|/gm);
  return new Map([...rows].map(([, floor, room]) => [room as string, Number(floor)]));
}

function sourceFiles(): string[] {
  const names = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => /\.tsx?$/.test(name)).map((name) => join('src', name));
  // This file's own examples of bad imports are strings, not imports.
  return sources.filter((file) => file !== 'src/architecture.test.ts');
}

function isTest(file: string): boolean {
  return /\.test\.ts$/.test(file);
}
