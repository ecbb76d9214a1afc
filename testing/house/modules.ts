import { readSource } from './source-files.ts';

/** What one module may import: the name of the other module, and whether only its types. */
export type Allowed = ReadonlyMap<string, 'types' | 'all'>;

/** The files at the root of `src/`, which start a process and may import every module. */
export const ENTRY_POINTS = 'entry points';

/** The table "Modules" of ARCHITECTURE.md: `| module | holds | may import |`, in its order. */
export function readModuleTable(architecture = readSource('ARCHITECTURE.md')): Map<string, Allowed> {
  const section = architecture.split(/^## /m).find((part) => part.startsWith('Modules')) ?? '';
  const rows = section.matchAll(/^\| ([a-z][a-z-]*) \|[^|]*\| ([^|]*) \|$/gm);
  return new Map(
    [...rows].flatMap(([, name, may]) => (name === 'module' ? [] : [[name as string, readAllowed(may as string)]])),
  );
}

function readAllowed(may: string): Allowed {
  const names = may.split(',').map((name) => name.trim());
  const given = names.filter((name) => name !== '' && name !== '-');
  return new Map(given.map((name) => [name.replace(/ \(type\)$/, ''), name.endsWith('(type)') ? 'types' : 'all']));
}

/** The module of a path below `src/`, `entry points` for the files at its root, else the top folder. */
export function moduleOf(path: string): string {
  const [top, second, ...rest] = path.split('/');
  if (top !== 'src') return top as string;
  return rest.length === 0 ? ENTRY_POINTS : (second as string);
}

/**
 * The tier of each module: one above the highest that it may import, 0 when it imports none.
 * @throws Error when modules may import each other in a circle, or a row names a module without a row
 */
export function deriveTiers(table: ReadonlyMap<string, Allowed>): Map<string, number> {
  const tiers = new Map<string, number>();
  const visit = (name: string, above: readonly string[]): number => {
    const known = tiers.get(name);
    if (known !== undefined) return known;
    if (above.includes(name)) throw new Error(`modules import each other: ${[...above, name].join(' → ')}`);
    const allowed = table.get(name);
    if (!allowed) throw new Error(`${above.at(-1)} may import ${name}, which has no row in ARCHITECTURE.md`);
    const below = [...allowed.keys()].map((each) => visit(each, [...above, name]));
    tiers.set(name, below.length === 0 ? 0 : 1 + Math.max(...below));
    return tiers.get(name) as number;
  };
  for (const name of table.keys()) visit(name, []);
  return tiers;
}
