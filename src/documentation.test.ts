import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createProgram } from './cli/index.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TOP = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];
const pages = [...TOP, ...markdownIn('docs')];
const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
const nothing = async () => {};
const program = createProgram({ up: nothing, serve: nothing, work: nothing, migrate: nothing, administer: nothing });
/** The release before this one. */
const LAST_OF_0_1_0 = '0009-room-for-updates.sql';
/** What is made at run time or by an install, and therefore not in the repository. */
const MADE = /^(data|dist|node_modules|\.quickstart)(\/|$)/;

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('links only to pages and files that are there', () => {
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target as string);
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
  });

  test('names only npm scripts and commands that are there', () => {
    const named = [...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, script]) => script as string);
    expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
    const commands = [...text.matchAll(/(?:npx |`)hullwatch ([a-z]+(?: [a-z]+)?)/g)].map(
      ([, words]) => words as string,
    );
    expect(commands.filter((words) => !isCommand(words.split(' ')))).toEqual([]);
  });

  test('names only folders and files that are there', () => {
    const named = [
      ...text.matchAll(/`((?:src|testing|conformance|bench|quickstart|docs|migrations|data|dist)\/[\w./-]*\w)`/g),
    ];
    const paths = named.map(([, path]) => path as string).filter((path) => !MADE.test(path));
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });
});

test('the decisions are numbered without gaps, and each states its case against', () => {
  const decisions = markdownIn('docs/adr').sort();
  const numbers = decisions.map((path) => Number(/(\d{4})-/.exec(path)?.[1]));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(decisions.filter((path) => !/^## The case against$/m.test(read(path)))).toEqual([]);
});

test('the page on upgrading tells what each migration of this release does, and no other', () => {
  const told = [...read('docs/upgrading.md').matchAll(/^\| `(\d{4}-[a-z-]+)` \|/gm)].map(([, name]) => `${name}.sql`);
  const newer = readdirSync(join(ROOT, 'migrations')).filter((name) => name > LAST_OF_0_1_0);
  expect(told).toEqual(newer.sort());
});

function isCommand([name, subcommand]: string[]): boolean {
  const command = program.commands.find((each) => each.name() === name);
  if (!command || command.commands.length === 0 || subcommand === undefined) return command !== undefined;
  return command.commands.some((each) => each.name() === subcommand);
}

/** `src/sync/order-sync` may leave out the ending. */
function isThere(path: string): boolean {
  return ['', '.ts', '.md', '.mjs'].some((ending) => existsSync(join(ROOT, `${path}${ending}`)));
}

function markdownIn(folder: string): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.md')).map((name) => join(folder, name));
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
