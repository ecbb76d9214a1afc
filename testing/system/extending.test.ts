import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyExample, copyTree, runInCopy, runTestsInCopy } from '../extending/copy-tree.ts';
import { applyEdit, type Example, readExample } from '../extending/read-page.ts';
import { ROOT } from '../house/source-files.ts';

const PAGES = readdirSync(join(ROOT, 'docs/extending')).filter((name) => name !== 'README.md');
const examples = PAGES.map((name) => readExample(join('docs/extending', name)));
/** What a kind of extension needs by its nature, beside one file or folder and one list. */
const KINDS: Readonly<Record<string, Kind>> = {
  'image-column.md': { homes: 1, lists: 1, also: /^migrations\// },
  // Its definition stands with those of its module, apart from what it does.
  'job.md': { homes: 1, lists: 2 },
  // One side describes the call, the other handles it.
  'operation.md': { homes: 2, lists: 2 },
};
const USUAL: Kind = { homes: 1, lists: 1 };

interface Kind {
  readonly homes: number;
  readonly lists: number;
  readonly also?: RegExp;
}

let copy: string;
let failures: Map<string, string>;

beforeAll(() => {
  copy = copyTree();
  for (const example of examples) applyExample(copy, example);
  failures = runTestsInCopy(copy, examples.flatMap(testsOf));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('a copy of the project with the examples of all pages compiles', () => {
  expect(runInCopy(copy, 'tsc', ['--noEmit', '-p', '.'])).toEqual({ ok: true, output: '' });
});

test('its house is in order: no import and no table that is not declared', () => {
  const { ok, output } = runInCopy(copy, 'vitest', ['run', '--project', 'unit', 'src/architecture.test.ts']);
  expect(ok ? '' : output).toBe('');
});

describe.each(examples)('$page', (example) => {
  test('shows an extension with its own test, which passes', () => {
    expect(testsOf(example)).not.toEqual([]);
    expect(testsOf(example).flatMap((file) => failures.get(file) ?? [])).toEqual([]);
  });

  test('adds one file or folder and its lines in lists, and changes nothing else', () => {
    const kind = KINDS[basename(example.page)] ?? USUAL;
    expect(homesOf(example, kind)).toHaveLength(kind.homes);
    const { lists, model } = editedFiles(example);
    expect(lists.length).toBeLessThanOrEqual(kind.lists);
    expect(model.length).toBeLessThanOrEqual(1);
    for (const { lines } of example.edits)
      expect(lines.filter((line) => line.startsWith('+')).length).toBeLessThanOrEqual(4);
  });
});

function testsOf({ files }: Example): string[] {
  return files.map(({ path }) => path).filter((path) => path.endsWith('.test.ts'));
}

/** The files of the extension itself, tests and what its kind needs left out: one file, or one folder that holds all. */
function homesOf({ files, edits }: Example, { also }: Kind): string[] {
  const own = files.map(({ path }) => path).filter((path) => !path.endsWith('.test.ts') && !also?.test(path));
  if (own.length === 0) return [...new Set(edits.map(({ path }) => path))].slice(0, 1);
  const folders = [...new Set(own.map((path) => dirname(path)))];
  // A folder of its own counts once, however many files it has; files in folders that others share count each.
  return folders.flatMap((folder) =>
    existsSync(join(ROOT, folder)) ? own.filter((path) => dirname(path) === folder) : [folder],
  );
}

/** A list that the wire shows stands in `model`; its implementations are listed where they are. */
function editedFiles({ edits }: Example): { lists: string[]; model: string[] } {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    lists: paths.filter((path) => !path.startsWith('src/model/')),
    model: paths.filter((path) => path.startsWith('src/model/')),
  };
}

test('an edit whose place is not there, is there twice, or that takes lines away is refused', () => {
  const text = 'a\nb\na\n';
  expect(applyEdit(text, { path: 'x', lines: [' b', '+c'] })).toBe('a\nb\nc\na\n');
  expect(() => applyEdit(text, { path: 'x', lines: [' a', '+c'] })).toThrow('2 times');
  expect(() => applyEdit(text, { path: 'x', lines: [' z', '+c'] })).toThrow('0 times');
  expect(() => applyEdit(text, { path: 'x', lines: ['-b'] })).toThrow('only adds lines');
});
