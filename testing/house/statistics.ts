// `npm run house`: figures of the lay-out. `HOUSE_ROOT=<folder> npm run house` looks at another checkout of this repository.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileCircles, folderCircles } from './circles.ts';
import { importsOf } from './imports.ts';
import { findReplacedWords, WORD_LISTS } from './replaced-words.ts';
import { isTest, ROOT, readSource, typeScriptFiles } from './source-files.ts';
import { foreignUses, readTableOwners, tablesOfMigrations, tableUses } from './sql-tables.ts';

const HERE = fileURLToPath(new URL('../..', import.meta.url));
const SIZES: readonly (readonly [from: number, to: number])[] = [
  [0, 39],
  [40, 200],
  [201, 300],
  [301, Number.POSITIVE_INFINITY],
];
/** These hold the words and the imports that are looked for, as data. */
const DATA = [...WORD_LISTS, 'src/architecture.test.ts'];

const files = ['src', 'testing', 'fixtures', 'quickstart', 'conformance', 'bench']
  .filter((folder) => existsSync(join(ROOT, folder)))
  .flatMap(typeScriptFiles)
  .filter((file) => !DATA.includes(file));
const sources = files.filter((file) => file.startsWith('src/') && !isTest(file));
const imports = sources.flatMap((file) => importsOf(file, readSource(file)));
/** Of this checkout: who owned what is judged by today's table, in an older checkout too. */
const owners = readTableOwners(readFileSync(join(HERE, 'ARCHITECTURE.md'), 'utf8'));

console.log(`Sources in src/ without tests: ${sources.length} files, ${sum(sources.map(linesOf))} lines`);
for (const [from, to] of SIZES) {
  const found = sources.filter((file) => linesOf(file) >= from && linesOf(file) <= to);
  const range = to === Number.POSITIVE_INFINITY ? `${from} and more` : `${from} to ${to}`;
  console.log(`  ${range.padEnd(12)} lines: ${String(found.length).padStart(4)} files`);
}
console.log(`Imports between them: ${imports.length}`);
list('Circles of files', fileCircles(imports));
list('Circles of folders', folderCircles(imports));
const texts = new Map(sources.map((file) => [file, readSource(file)]));
const owned = new Set([...tablesOfMigrations()].filter((table) => owners.has(table)));
list('SQL texts that touch a table of another module', foreignUses(owners, tableUses(texts, owned).uses));
list(
  'Replaced words that are left',
  files.flatMap((file) => findReplacedWords(file, readSource(file))),
);

function linesOf(file: string): number {
  return readSource(file).split('\n').length - 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function list(title: string, found: readonly string[]): void {
  console.log(`${title}: ${found.length}`);
  for (const each of found) console.log(`  ${each}`);
}
