import { hiddenLoads, type Import, importsOf } from './imports.ts';
import { type Allowed, deriveTiers, ENTRY_POINTS, moduleOf } from './modules.ts';
import { isTest } from './source-files.ts';

/** Top folders that tests, benchmarks and the quickstart use, and the product does not. */
const OUTSIDE = ['testing', 'fixtures', 'conformance', 'bench', 'quickstart'];

/** Imports that a file of `src/` may not have, as one sentence each: the rule, the file and what it imports. */
export function importViolations(table: ReadonlyMap<string, Allowed>, file: string, source: string): string[] {
  const broken = importsOf(file, source).flatMap((each) => {
    const rule = brokenRule(table, each);
    return rule ? [`${rule}: ${each.file} imports ${each.target}`] : [];
  });
  return [...broken, ...hiddenImports(file, source)];
}

function hiddenImports(file: string, source: string): string[] {
  if (isTest(file)) return [];
  return hiddenLoads(source).map((load) => `not to be followed: ${file} loads by ${load}`);
}

function brokenRule(table: ReadonlyMap<string, Allowed>, { file, target, typeOnly }: Import): string | undefined {
  const from = moduleOf(file);
  const to = moduleOf(target);
  if (OUTSIDE.includes(to) || isTest(target)) return isTest(file) ? undefined : 'testing in production';
  if (from === to) return undefined;
  if (!isAllowed(table, { from, to, typeOnly, test: isTest(file) })) return 'not in the table';
  return target === `src/${to}/index.ts` ? undefined : 'past the index';
}

/** A test may use every module of a lower tier, because it sets up what its subject is given. */
function isAllowed(
  table: ReadonlyMap<string, Allowed>,
  { from, to, typeOnly, test }: { from: string; to: string; typeOnly: boolean; test: boolean },
): boolean {
  if (from === ENTRY_POINTS) return table.has(to);
  const allowed = table.get(from)?.get(to);
  if (allowed === 'all' || (allowed === 'types' && typeOnly)) return true;
  const tiers = deriveTiers(table);
  return test && (tiers.get(to) ?? Number.POSITIVE_INFINITY) < (tiers.get(from) ?? 0);
}

/** Entries of the table that no import needs: the module is not imported, or only its types are. */
export function unusedEntries(table: ReadonlyMap<string, Allowed>, imports: readonly Import[]): string[] {
  const used = new Map<string, boolean>();
  for (const { file, target, typeOnly } of imports) {
    if (isTest(file)) continue;
    const key = `${moduleOf(file)} → ${moduleOf(target)}`;
    used.set(key, (used.get(key) ?? false) || !typeOnly);
  }
  return [...table].flatMap(([from, allowed]) =>
    [...allowed].flatMap(([to, what]) => {
      const key = `${from} → ${to}`;
      if (!used.has(key)) return [`${key} is used by no file`];
      return what === 'all' && used.get(key) === false ? [`${key} takes types only: write "${to} (type)"`] : [];
    }),
  );
}
