import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PARAMETER, UNKNOWN } from './evaluate-text.ts';
import { moduleOf, readModuleTable } from './modules.ts';
import { ROOT, readSource } from './source-files.ts';
import { openSources, type SourceFiles, takesAsValue, textsOf } from './source-texts.ts';
import { hiddenStatement, shoutedTable } from './sql-keywords.ts';
import { namesOf } from './sql-references.ts';
import type { SourceFile } from './syntax.ts';

/** Which module writes a table, and which others may read it. */
export interface TableRow {
  readonly writer: string;
  readonly readers: readonly string[];
}

/** The table "Tables" of ARCHITECTURE.md: `| table | written by | read by |`. */
export function readTableOwners(architecture = readSource('ARCHITECTURE.md')): Map<string, TableRow> {
  const section = architecture.split(/^## /m).find((part) => part.startsWith('Tables')) ?? '';
  const rows = [...section.matchAll(/^\| ([a-z_, ]+) \| ([a-z-]+) \| ([a-z, -]+) \|$/gm)];
  return new Map(
    rows.flatMap(([, tables = '', writer = '', readers = '']) =>
      listOf(tables).map((table) => [table, { writer, readers: listOf(readers) }] as const),
    ),
  );
}

function listOf(text: string): string[] {
  return text.split(',').flatMap((each) => (['', '-'].includes(each.trim()) ? [] : [each.trim()]));
}

/** The tables that all migrations together leave. */
export function tablesOfMigrations(folder = 'migrations'): Set<string> {
  const tables = new Set<string>();
  for (const name of readdirSync(join(ROOT, folder))
    .filter((each) => each.endsWith('.sql'))
    .sort()) {
    const sql = readSource(join(folder, name)).replaceAll(/--[^\n]*/g, '');
    for (const [, verb, table = '', renamed = ''] of sql.matchAll(
      /\b(CREATE TABLE|DROP TABLE|ALTER TABLE)(?: IF (?:NOT )?EXISTS)? (\w+)(?: RENAME TO (\w+))?/g,
    )) {
      if (verb === 'DROP TABLE' || renamed) tables.delete(table);
      if (verb === 'CREATE TABLE' || renamed) tables.add(renamed || table);
    }
  }
  return tables;
}

/** One place of a source that names a table. */
export interface TableUse {
  readonly file: string;
  readonly module: string;
  readonly table: string;
  readonly access: 'read' | 'write';
}

/** What the files say of tables, and sentences on what cannot be read or may not be written like that. */
export function tableUses(
  sources: ReadonlyMap<string, string>,
  tables: ReadonlySet<string>,
): { readonly uses: readonly TableUse[]; readonly problems: readonly string[]; readonly created: ReadonlySet<string> } {
  const files = openSources(sources);
  const texts = sqlTexts(files, sources);
  const own = {
    created: new Set(texts.flatMap((text) => text.created)),
    temporary: new Set(texts.flatMap((text) => text.temporary)),
    queries: new Set(texts.flatMap((text) => text.queries.map((name) => `${text.file} ${name}`))),
  };
  const all = new Set([...tables, ...own.created]);
  const uses = new Map<string, TableUse>();
  const problems = new Set(texts.flatMap(({ file, form }) => problemsOfText(file, form, all)));
  const builders = new Map<string, { file: string; name: string }>();
  for (const { file, builder, form, references } of texts) {
    for (const { table, access } of references) {
      const use = { file, module: moduleOf(file), table, access };
      if (all.has(table)) uses.set(JSON.stringify(use), use);
      else if (table.includes(PARAMETER)) builders.set(`${file} ${builder}`, { file, name: builder ?? '' });
      else if (!isStatement(form) || isOfServer(table) || own.temporary.has(table)) continue;
      else if (table.includes(UNKNOWN))
        problems.add(`${file}: the name of a table cannot be told from the source: ${excerpt(form)}`);
      else if (!own.queries.has(`${file} ${table}`)) problems.add(`${file}: no migration creates the table ${table}`);
    }
  }
  for (const { file, queries } of texts)
    for (const name of queries) if (all.has(name)) problems.add(`${file}: a query has the name of the table ${name}`);
  for (const { file, name } of builders.values())
    for (const each of handedOn(files, sources, file, name)) problems.add(each);
  return { uses: [...uses.values()], problems: [...problems], created: own.created };
}

function problemsOfText(file: string, form: string, tables: ReadonlySet<string>): string[] {
  const hidden = hiddenStatement(form);
  const shouted = shoutedTable(form, tables);
  return [
    ...(hidden ? [`${file}: write the keywords of SQL in capitals: ${hidden}`] : []),
    ...(shouted ? [`${file}: write the names of tables in small letters: ${shouted}`] : []),
  ];
}

const SQL =
  /\b(?:SELECT|INSERT|UPDATE|DELETE|FROM|JOIN|INTO|USING|MERGE|COPY|TRUNCATE|TABLE|LOCK|VACUUM|ANALYZE|CLUSTER|INDEX|TRIGGER|GRANT|REVOKE)\b/;

/** Texts of the files in which SQL stands, and of those that use a function which is told the name of a table. */
function sqlTexts(files: SourceFiles, sources: ReadonlyMap<string, string>) {
  const read = (paths: readonly string[]) =>
    textsOf(files, paths).flatMap(({ file, builder, forms }) =>
      forms.map((form) => ({ file, builder, form, ...namesOf(form) })),
    );
  const [direct, others] = split(
    [...sources],
    ([, source]) => SQL.test(source) || hiddenStatement(source) !== undefined,
  );
  const texts = read(direct.map(([path]) => path));
  const told = texts.filter(({ references }) => references.some(({ table }) => table.includes(PARAMETER)));
  const names = [...new Set(told.flatMap(({ builder }) => builder ?? []))];
  const using = others.filter(([, source]) => names.some((name) => source.includes(name)));
  return [...texts, ...read(using.map(([path]) => path))];
}

function split<T>(items: readonly T[], fits: (item: T) => boolean): [T[], T[]] {
  return [items.filter(fits), items.filter((item) => !fits(item))];
}

/** A function that is told the name of a table is followed through its calls; as a value it would be lost. */
function handedOn(
  files: SourceFiles,
  sources: ReadonlyMap<string, string>,
  declaredIn: string,
  name: string,
): string[] {
  const mentioning = [...sources].filter(([, source]) => source.includes(name)).map(([path]) => path);
  return mentioning.flatMap((path) => {
    const file = files.get(path) as SourceFile;
    const local = [...file.imports].filter(([, imported]) => imported.name === name).map(([alias]) => alias);
    const taken = [...(path === declaredIn ? [name] : []), ...local].filter((each) => takesAsValue(file, each));
    return taken.map((each) => `${path}: ${each} is told the name of a table, so it may be called only, not handed on`);
  });
}

/** PostgreSQL's own, by its manual chapters "System Catalogs", "System Views" and "The Information Schema". */
function isOfServer(table: string): boolean {
  return /^(?:pg_|information_schema\.)/.test(table);
}

/** Dockerfiles have FROM and COPY, too. */
function isStatement(text = ''): boolean {
  return /\b(?:SELECT|INSERT INTO|DELETE FROM|UPDATE|JOIN|MERGE|WHERE)\b/.test(text);
}

function excerpt(text = ''): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 100);
}

/** Uses that the table of owners does not allow, entries of it that nothing needs, and tables that it does not name. */
export function tableViolations(
  owners: ReadonlyMap<string, TableRow>,
  tables: ReadonlySet<string>,
  uses: readonly TableUse[],
  modules = readModuleTable(),
): string[] {
  const unowned = [...tables].filter((table) => !owners.has(table)).map((table) => `the table ${table} has no owner`);
  const gone = [...owners.keys()].filter((table) => !tables.has(table)).map((table) => `there is no table ${table}`);
  return [
    ...unowned,
    ...gone,
    ...foreignUses(owners, uses),
    ...unusedEntries(owners, uses),
    ...upwardReads(owners, modules),
  ];
}

/** Uses that the owners do not allow, as one sentence each. */
export function foreignUses(owners: ReadonlyMap<string, TableRow>, uses: readonly TableUse[]): string[] {
  return uses.flatMap((use) => refusal(owners.get(use.table), use) ?? []);
}

function refusal(owner: TableRow | undefined, { file, module, table, access }: TableUse): string | undefined {
  if (!owner || owner.writer === module) return undefined;
  if (access === 'write') return `${file} writes ${table}, which belongs to ${owner.writer}`;
  return owner.readers.includes(module)
    ? undefined
    : `${file} reads ${table} of ${owner.writer}, which is not declared`;
}

function unusedEntries(owners: ReadonlyMap<string, TableRow>, uses: readonly TableUse[]): string[] {
  const used = new Set(uses.map(({ module, table, access }) => `${module} ${access} ${table}`));
  return [...owners].flatMap(([table, { writer, readers }]) => [
    ...(used.has(`${writer} write ${table}`) ? [] : [`${writer} never writes ${table}`]),
    ...readers.filter((each) => !used.has(`${each} read ${table}`)).map((each) => `${each} never reads ${table}`),
  ]);
}

/** Statements are imports, too: a module reads no table of one that imports it, straight or through others. */
function upwardReads(owners: ReadonlyMap<string, TableRow>, modules: ReturnType<typeof readModuleTable>): string[] {
  return [...owners].flatMap(([table, { writer, readers }]) =>
    readers
      .filter((reader) => imports(writer, reader, modules))
      .map((reader) => `${reader} reads ${table} of ${writer} above it`),
  );
}

function imports(from: string, to: string, modules: ReturnType<typeof readModuleTable>): boolean {
  const direct = [...(modules.get(from)?.keys() ?? [])];
  return direct.includes(to) || direct.some((each) => imports(each, to, modules));
}
