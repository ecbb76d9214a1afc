import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleOf } from './modules.ts';
import { isTest, ROOT, readSource, typeScriptFiles } from './source-files.ts';

/** Who may write a table and who else may read it. */
export interface Ownership {
  readonly owner: string;
  readonly readers: readonly string[];
}

/** One place in a source where SQL names a table. */
export interface TableUse {
  readonly file: string;
  readonly table: string;
  readonly writes: boolean;
}

/** The word before a table, in capitals as our SQL has it; `byKey` writes the FROM itself. */
const NAMED =
  /\b(INSERT INTO|DELETE FROM|TRUNCATE|UPDATE|TABLE|COPY|FROM|JOIN|byKey\(')\s*(?:ONLY\s+)?(?<table>[a-z_]+)/g;
/** What may follow in `FROM a AS x, b AS y`. */
const NEXT = /\s*(?:(?:AS\s+)?[a-z_]+)?\s*,\s*(?<table>[a-z_]+)/y;
const READING = new Set(['FROM', 'JOIN', "byKey('"]);

/** The table "Tables" of ARCHITECTURE.md: `| table | owner | may also be read by |`. */
export function readOwners(architecture = readSource('ARCHITECTURE.md')): Map<string, Ownership> {
  const section = architecture.split(/^## /m).find((part) => part.startsWith('Tables')) ?? '';
  const rows = section.matchAll(/^\| ([a-z_, ]+) \| ([a-z-]+) \| ([a-z-, ]+) \|$/gm);
  return new Map(
    [...rows].flatMap(([, tables, owner, readers]) => {
      const others = (readers as string).split(', ').filter((name) => name !== '-');
      if (owner === 'owner') return [];
      return (tables as string)
        .split(', ')
        .map((table) => [table, { owner: owner as string, readers: others }] as const);
    }),
  );
}

/** The tables that stand when all migrations of the checkout have run. */
export function migratedTables(): string[] {
  const folder = join(ROOT, 'migrations');
  const tables = new Set<string>();
  for (const file of readdirSync(folder).sort()) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const { groups } of text.matchAll(/^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(?<table>[a-z_]+)/gm))
      tables.add(groups?.table as string);
    for (const [, table] of text.matchAll(/^DROP TABLE (?:IF EXISTS )?([a-z_]+)/gm)) tables.delete(table as string);
  }
  return [...tables].sort();
}

/** Every use of these tables in the production sources of the checkout. */
export function tableUses(tables: readonly string[]): TableUse[] {
  const sources = typeScriptFiles('src').filter((file) => !isTest(file));
  return sources.flatMap((file) => usesIn(file, readSource(file), new Set(tables)));
}

export function usesIn(file: string, source: string, tables: ReadonlySet<string>): TableUse[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(NAMED)].flatMap((match) => {
    const writes = !READING.has(match[1] as string);
    const named = [match.groups?.table as string, ...(writes ? [] : followers(code, match.index + match[0].length))];
    return named.filter((table) => tables.has(table)).map((table) => ({ file, table, writes }));
  });
}

function followers(code: string, from: number): string[] {
  const names: string[] = [];
  NEXT.lastIndex = from;
  for (let next = NEXT.exec(code); next; next = NEXT.exec(code)) names.push(next.groups?.table as string);
  return names;
}

/** Uses that the owners did not allow, as one sentence each. */
export function foreignUses(owners: ReadonlyMap<string, Ownership>, uses: readonly TableUse[]): string[] {
  const foreign = uses.flatMap(({ file, table, writes }) => {
    const ownership = owners.get(table);
    const by = moduleOf(file);
    if (ownership?.owner === by || (!writes && ownership?.readers.includes(by))) return [];
    return [`${file} ${writes ? 'writes' : 'reads'} ${table}, which belongs to ${ownership?.owner ?? 'nobody'}`];
  });
  return [...new Set(foreign)];
}

/** Permissions to read that no source needs. */
export function unusedReaders(owners: ReadonlyMap<string, Ownership>, uses: readonly TableUse[]): string[] {
  const used = new Set(uses.map(({ file, table }) => `${moduleOf(file)} ${table}`));
  const given = [...owners].flatMap(([table, { readers }]) => readers.map((reader) => `${reader} ${table}`));
  return given.filter((each) => !used.has(each));
}
