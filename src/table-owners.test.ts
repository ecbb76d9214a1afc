import { describe, expect, test } from 'vitest';
import { readModuleTable } from '../testing/house/modules.ts';
import { readTableOwners, tableUses, tableViolations } from '../testing/house/sql-tables.ts';

const MODULES = readModuleTable(`## Modules

| module | holds | may import |
| --- | --- | --- |
| database | SQL | - |
| tasks | orders | database |
| inventory | images | database |
| scan | scans | inventory, tasks, database |
`);

const OWNERS = readTableOwners(`## Tables

| table | written by | read by |
| --- | --- | --- |
| task, task_image | tasks | - |
| image | inventory | tasks |
| image_child | inventory | - |
`);

const TABLES = new Set(OWNERS.keys());

/** What every row of the table of owners needs to be in use. */
const NEEDED: Record<string, string> = {
  'src/tasks/write.ts':
    'export const A = `INSERT INTO task SELECT FROM image`; export const B = `DELETE FROM task_image`;',
  'src/inventory/write.ts':
    'export const A = `UPDATE image SET a = 1`; export const B = `UPDATE image_child SET a = 1`;',
  'src/database/by-key.ts': `export function byKey(table: string, key: string) { return \`LATERAL (SELECT * FROM \${table} WHERE \${key})\`; }`,
  'src/database/index.ts': `export { byKey } from './by-key.ts';`,
};

/** Built, not written down, so that nobody takes it for an import of this file. */
const take = (names: string, path: string) => `import { ${names} } from '${path}';`;
const TAKE_BY_KEY = take('byKey', '../database/index.ts');

/** Everything that is refused when a file of `src/scan` holds this source. */
function refused(source: string, others: Record<string, string> = {}): string[] {
  const sources = new Map(Object.entries({ ...NEEDED, ...others, 'src/scan/run.ts': source }));
  const { uses, problems } = tableUses(sources, TABLES);
  return [...problems, ...tableViolations(OWNERS, TABLES, uses, MODULES)];
}

const writes = (table: string) => [`src/scan/run.ts writes ${table}, which belongs to ${OWNERS.get(table)?.writer}`];
const reads = (table: string) => [
  `src/scan/run.ts reads ${table} of ${OWNERS.get(table)?.writer}, which is not declared`,
];

describe('a write of a table of another module is caught', () => {
  test.each([
    'db.query(`UPDATE image SET a = 1`)',
    `db.query('UPDATE image AS i SET a = 1')`,
    'db.query(`UPDATE ONLY "image" SET a = 1`)',
    'db.query({ name: "x", text: `INSERT INTO image (a) VALUES (1) ON CONFLICT DO NOTHING` })',
    'db.query(`DELETE FROM image WHERE a = 1`)',
    'db.query(`MERGE INTO image USING (SELECT 1 AS a) AS s ON true WHEN MATCHED THEN UPDATE SET a = 1`)',
    'db.query(`WITH gone AS (DELETE FROM image RETURNING id) SELECT count(*) FROM gone`)',
    'db.query(`LOCK TABLE image IN SHARE MODE`)',
    'db.query(`SELECT 1 FROM image WHERE a = 1 FOR NO KEY UPDATE`)',
    'db.query(`TRUNCATE image`)',
    'db.query(`TRUNCATE own, ONLY image CASCADE`).catch(`CREATE TEMP TABLE own (a int)`)',
    'db.query(`LOCK own, image`).catch(`CREATE TEMP TABLE own (a int)`)',
    'db.query(`VACUUM ANALYZE image`)',
    'db.query(`CREATE UNIQUE INDEX IF NOT EXISTS i ON image (a)`)',
    'db.query(`CREATE TRIGGER t BEFORE INSERT ON image EXECUTE FUNCTION f()`)',
    'db.query(`DROP TABLE IF EXISTS image`)',
    'db.query(`DO $$ BEGIN DELETE FROM image; END $$`)',
    'client.query(copyFrom("COPY image (a, b) FROM STDIN"))',
    "db.query(`-- SELECT\n/* SELECT */ UPDATE image SET a = 'FROM task'`)",
  ])('%s', (source) => {
    expect(refused(source)).toEqual(writes('image'));
  });
});

describe('a read of a table that is not declared is caught', () => {
  test.each([
    'db.query(`SELECT FROM image`)',
    'db.query(`SELECT * FROM task_nothing AS t, image AS i`).catch(`WITH task_nothing AS (SELECT 1) SELECT 1`)',
    'db.query(`SELECT * FROM unnest($1::int[]) AS u (a), LATERAL (SELECT * FROM image) AS i`)',
    'db.query(`SELECT * FROM generate_series(1, 2) LEFT JOIN (image i JOIN unnest($1) AS u ON true) ON true`)',
    'db.query(`SELECT (SELECT count(*) FROM image) FROM generate_series(1, 2)`)',
    'db.query(`WITH own AS MATERIALIZED (SELECT 1 AS a FROM image) SELECT extract(epoch FROM a) FROM own`)',
    'db.query(`SELECT * FROM public.thing`.replace("a", "b") + `SELECT a IS DISTINCT FROM b FROM image`)',
    `db.query('SELECT * ' + 'FROM image')`,
    `const TABLE = 'image'; db.query(\`SELECT * FROM \${TABLE}\`)`,
    `const FROM_IT = 'image i WHERE a = 1'; db.query(\`SELECT * FROM \${FROM_IT}\`)`,
    `const SETS = { new: 'image', old: 'generate_series(1, 2)' }; db.query(\`SELECT * FROM \${SETS[which]}\`)`,
    `for (const table of ['image']) db.query(\`SELECT * FROM \${table}\`)`,
    `['image'].map((table) => \`SELECT * FROM \${table}\`)`,
    `db.query(['SELECT *', 'FROM image'].join(' '))`,
    `const from = (table: string) => \`FROM \${table}\`; db.query(\`SELECT * \${from('image')}\`)`,
    `function select(what: string) { return \`SELECT * FROM \${what} AS x\`; } db.query(select(\`image\`))`,
    `function matching() { return { text: \`image i WHERE a = 1\` }; } const { text } = matching(); db.query(\`SELECT * FROM \${text}\`)`,
    `${TAKE_BY_KEY} db.query(\`SELECT * FROM a CROSS JOIN \${byKey('image', 'id = 1')} AS i\`.slice(1))`,
    `${take('byKey as look', '../database/index.ts')} const found = look('image', 'id = 1');`,
    `${take('IMAGES', '../inventory/names.ts')} db.query(\`SELECT * FROM \${IMAGES}\`)`,
  ])('%s', (source) => {
    const names = { 'src/inventory/names.ts': `export const IMAGES = 'image AS i';` };
    expect(refused(source, names)).toEqual(expect.arrayContaining(reads('image')));
  });
});

describe('what names no table of another module is fine', () => {
  test.each([
    'db.query(`WITH image_of AS (SELECT 1) SELECT * FROM image_of JOIN unnest($1) AS u (a) USING (a)`)',
    'db.query(`SELECT count(*) FROM pg_stat_activity JOIN information_schema.columns USING (a)`)',
    'db.query(`CREATE TEMP TABLE own (a int) ON COMMIT DROP`); db.query(`INSERT INTO own SELECT 1`);',
    `throw new Error('the image could not be updated from the task');`,
    `const dockerfile = 'FROM debian:12\\nCOPY a b';`,
    'db.query(`SELECT substring(a FROM 1) FROM (VALUES (1)) AS image (a)`)',
    'db.query(`SELECT a FROM ROWS FROM (unnest($1)) WITH ORDINALITY AS image (a, n)`)',
  ])('%s', (source) => {
    expect(refused(source)).toEqual([]);
  });
});

test('a name that cannot be told, a table that is not there and keywords that are not in capitals are refused', () => {
  const said = (source: string) => refused(source).map((each) => each.replace('src/scan/run.ts: ', ''));
  expect(said(`db.query(\`SELECT * FROM \${request.table} WHERE a = 1\`)`)).toEqual([
    expect.stringContaining('the name of a table cannot be told from the source'),
  ]);
  expect(said('db.query(`SELECT * FROM imag WHERE a = 1`)')).toEqual(['no migration creates the table imag']);
  expect(said('db.query(`select * from image`)')).toEqual([
    expect.stringContaining('write the keywords of SQL in capitals'),
  ]);
  expect(said('db.query(`SELECT * from image`)')).toEqual([
    expect.stringContaining('write the keywords of SQL in capitals'),
  ]);
  expect(said('db.query(`drop table image`)')).toEqual([
    expect.stringContaining('write the keywords of SQL in capitals'),
  ]);
  expect(said('db.query(`truncate image`)')).toEqual([
    expect.stringContaining('write the keywords of SQL in capitals'),
  ]);
  expect(said('db.query(`SELECT * FROM IMAGE`)')).toEqual(['write the names of tables in small letters: IMAGE']);
  expect(said('db.query(`WITH task AS (SELECT 1) SELECT * FROM task`)')).toContain(
    'a query has the name of the table task',
  );
});

test.each([
  `db.query('UPDATE '.concat('image SET a = 1'))`,
  `let sql = 'UPDATE '; sql += 'image SET a = 1'; db.query(sql)`,
  `const parts = ['DELETE']; parts.push('DELETE FROM '); parts.push('image')`,
  `const run = (verb: string) => db.query(\`\${verb} image SET a = 1\`); run('UPDATE');`,
])('a text that ends where the name of a table has to stand is refused: %s', (source) => {
  expect(refused(source)).toContainEqual(expect.stringContaining('the name of a table cannot be told from the source'));
});

test('a function that is told the name of a table is called with one that can be told, and not handed on', () => {
  const use = (call: string) => `${TAKE_BY_KEY} ${call}`;
  expect(refused(use(`db.query(\`SELECT * FROM \${byKey(request.table, 'a')} WHERE true\`)`))).toContainEqual(
    expect.stringContaining('the name of a table cannot be told from the source'),
  );
  expect(refused(use('["image"].map(byKey);'))).toEqual([expect.stringContaining('it may be called only')]);
  const through = 'const own = (table: string) => byKey(table, "a"); export const X = own("image");';
  expect(refused(use(through))).toEqual(reads('image'));
});

test('entries that nothing uses, tables without an owner, owners of nothing and reads of what stands above are refused', () => {
  const owners = readTableOwners(`## Tables

| table | written by | read by |
| --- | --- | --- |
| task | tasks | inventory |
| image | scan | tasks |
| ghost | scan | - |
`);
  const use = { file: 'src/tasks/a.ts', module: 'tasks', table: 'task', access: 'write' } as const;
  expect(tableViolations(owners, new Set(['task', 'image', 'worker']), [use], MODULES)).toEqual([
    'the table worker has no owner',
    'there is no table ghost',
    'inventory never reads task',
    'scan never writes image',
    'tasks never reads image',
    'scan never writes ghost',
    'tasks reads image of scan above it',
  ]);
});
