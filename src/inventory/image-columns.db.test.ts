import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { columnName } from './column-types.ts';
import { IMAGE_COLUMNS } from './image-columns.ts';
import { SCAN_COLUMNS, SCAN_FIELDS } from './scan-columns.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface TableColumn {
  readonly name: string;
  /** As `pg_type` calls it without a precision: `int8`, `_text` for `text[]`. */
  readonly type: string;
  readonly nullable: boolean;
}

async function columnsOf(table: string): Promise<TableColumn[]> {
  const { rows } = await database.pool.query<TableColumn>(
    `SELECT column_name::text AS name, udt_name::text AS type, is_nullable = 'YES' AS nullable
     FROM information_schema.columns WHERE table_name = $1 ORDER BY 1`,
    [table],
  );
  return rows;
}

const UDT = { text: 'text', integer: 'int4', bigint: 'int8', boolean: 'bool', timestamptz: 'timestamptz' };
const KEYS = ['project_pk', 'id', 'registry_pk', 'natural_key'];
const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

test('the table image has the columns of the list of columns and no others, of the same types', async () => {
  const listed = IMAGE_COLUMNS.map(({ name, type }) => ({ name, type: UDT[type.sql], nullable: type.nullable }));
  const stored = (await columnsOf('image')).filter(({ name }) => !KEYS.includes(name));
  expect(stored).toEqual(listed.toSorted(byName));
});

test.each(['manifest', 'image_child'])('%s has the columns that a scan fills, of the same types', async (table) => {
  const stored = new Map((await columnsOf(table)).map((column) => [column.name, column]));
  for (const field of SCAN_FIELDS) {
    const { sql, nullable } = SCAN_COLUMNS[field].type;
    const name = columnName(field);
    expect(stored.get(name)).toEqual({ name, type: UDT[sql], nullable });
  }
});

test('the log has an array for each column that is logged as one, and no other', async () => {
  const own = ['project_pk', 'version', 'at', 'ids', 'deleted', 'flags', 'created'];
  const logged = IMAGE_COLUMNS.filter((column) => column.logged === 'array').map(({ name, type }) => ({
    ...{ name, type: `_${UDT[type.sql]}`, nullable: false },
  }));
  const stored = (await columnsOf('image_change')).filter(({ name }) => !own.includes(name));
  expect(stored).toEqual(logged.toSorted(byName));
});

test('no two columns are the same bit of the flags', () => {
  const bits = IMAGE_COLUMNS.flatMap(({ logged }) => (typeof logged === 'object' ? [logged.bit] : []));
  expect(new Set(bits).size).toBe(bits.length);
  expect(bits.every((bit) => Number.isInteger(bit) && bit >= 0 && bit < 31)).toBe(true);
});
