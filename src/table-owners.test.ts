import { expect, test } from 'vitest';
import { foreignUses, migratedTables, readOwners, tableUses, unusedReaders, usesIn } from '../testing/house/tables.ts';

const owners = readOwners();
const tables = migratedTables();
const uses = tableUses(tables);

test('every table has an owner in ARCHITECTURE.md, and the other way round', () => {
  expect([...owners.keys()].sort()).toEqual(tables);
});

test('a table is written by its owner, and read by whom ARCHITECTURE.md names', () => {
  expect(foreignUses(owners, uses)).toEqual([]);
  expect(unusedReaders(owners, uses)).toEqual([]);
});

test('every table is used, so that none is overlooked', () => {
  const used = new Set(uses.map(({ table }) => table));
  expect(tables.filter((table) => !used.has(table))).toEqual([]);
});

/** As the sources have it, inside of a template. */
const BY_KEY = `CROSS JOIN $${"{byKey('image', 'id = 1')}"}`;
const EXAMPLE = readOwners(
  '## Tables\n\n| table | owner | may also be read by |\n| --- | --- | --- |\n| image, child | inventory | sync |\n',
);

test.each<[string, string, string[]]>([
  ['sync', 'SELECT * FROM image i', []],
  ['inventory', 'INSERT INTO image SELECT', []],
  ['sync', 'INSERT INTO image SELECT', ['src/sync/a.ts writes image, which belongs to inventory']],
  ['sync', 'UPDATE image SET a = 1', ['src/sync/a.ts writes image, which belongs to inventory']],
  ['sync', 'DELETE FROM ONLY image', ['src/sync/a.ts writes image, which belongs to inventory']],
  ['sync', 'LOCK TABLE image', ['src/sync/a.ts writes image, which belongs to inventory']],
  ['tasks', 'SELECT * FROM image', ['src/tasks/a.ts reads image, which belongs to inventory']],
  ['tasks', 'FROM task t, image AS i, child', ['src/tasks/a.ts reads image, which belongs to inventory']],
  ['tasks', 'FROM task t LEFT JOIN child c', ['src/tasks/a.ts reads child, which belongs to inventory']],
  ['tasks', BY_KEY, ['src/tasks/a.ts reads image, which belongs to inventory']],
  ['tasks', '/* FROM image */', []],
  ['tasks', 'FROM images', []],
])('in %s: %s', (module, sql, expected) => {
  const found = usesIn(`src/${module}/a.ts`, `query(\`${sql}\`)`, new Set(['image', 'child']));
  expect(foreignUses(EXAMPLE, found).slice(0, 1)).toEqual(expected);
});
