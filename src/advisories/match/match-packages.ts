import type { Db } from '../../database/index.ts';
import { comparableName, concerningEcosystems } from '../../ecosystems/index.ts';
import type { AffectedRange } from '../records/advisory.ts';
import { createEvaluator, type Evaluation, pick } from './evaluate-affected.ts';

/** A stored package, under the name and version that advisories use. */
export interface MatchablePackage {
  readonly packagePk: number;
  readonly ecosystem: string;
  readonly sourceName: string;
  readonly sourceVersion: string;
}

export interface PackageMatch {
  readonly packagePk: number;
  readonly advisoryPk: number;
  /** `undetermined`: an advisory names the package, but its version could not be compared. */
  readonly verdict: 'affected' | 'undetermined';
  /** The nearest version that the advisory calls fixed, null when it names none. */
  readonly fixedVersion: string | null;
  /** One sentence: which range or list said so. */
  readonly evidence: string;
}

interface Entry {
  readonly wanted: number;
  readonly advisoryPk: number;
  readonly ranges: readonly AffectedRange[];
  readonly versions: readonly string[];
}

/** Source packages looked up in one statement: their entries are held in memory. */
const BATCH = 1_000;

const ENTRIES = `SELECT k.wanted, f.advisory_pk AS "advisoryPk", f.ranges, f.versions
  FROM unnest($1::int[], $2::text[], $3::text[]) AS k (wanted, ecosystem, name)
  JOIN advisory_affected f ON f.ecosystem = k.ecosystem AND f.name = k.name
  ORDER BY k.wanted, f.advisory_pk, f.ord`;

/**
 * Every advisory that affects, or may affect, the packages. Packages of one source and version (the binary packages
 * of a Debian source) are evaluated once. At most one match for each package and advisory.
 */
export async function matchPackages(db: Db, packages: readonly MatchablePackage[]): Promise<PackageMatch[]> {
  const groups = [...groupBySource(packages).values()];
  const matches: PackageMatch[] = [];
  for (let start = 0; start < groups.length; start += BATCH) {
    const batch = groups.slice(start, start + BATCH);
    const entries = await findEntries(db, batch);
    for (const [wanted, group] of batch.entries()) pushAll(matches, matchGroup(group, entries[wanted] ?? []));
  }
  return matches;
}

/** A package may have more matches than a call may have arguments. */
function pushAll<T>(list: T[], items: readonly T[]): void {
  for (const item of items) list.push(item);
}

function groupBySource(packages: readonly MatchablePackage[]): Map<string, MatchablePackage[]> {
  const groups = new Map<string, MatchablePackage[]>();
  for (const each of packages) {
    const key = JSON.stringify([each.ecosystem, each.sourceName, each.sourceVersion]);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}

/** @returns the entries of each group, those of one advisory side by side */
async function findEntries(db: Db, groups: readonly (readonly MatchablePackage[])[]): Promise<Entry[][]> {
  const keys = groups.flatMap(([first], wanted) => {
    if (!first) return [];
    const name = comparableName(first.ecosystem, first.sourceName);
    return concerningEcosystems(first.ecosystem).map((ecosystem) => ({ wanted, ecosystem, name }));
  });
  const columns = [keys.map((key) => key.wanted), keys.map((key) => key.ecosystem), keys.map((key) => key.name)];
  const { rows } = await db.query<Entry>({ name: 'match-packages', text: ENTRIES, values: columns });
  const entries: Entry[][] = groups.map(() => []);
  for (const row of rows) entries[row.wanted]?.push(row);
  return entries;
}

/** What advisories say of one source package in one version, for each binary package of it. */
function matchGroup(group: readonly MatchablePackage[], entries: readonly Entry[]): PackageMatch[] {
  const evaluations = group[0] ? evaluateAll(group[0], entries) : new Map<number, Evaluation>();
  return [...evaluations].flatMap(([advisoryPk, evaluation]) => {
    if (evaluation.verdict === 'unaffected') return [];
    return group.map(({ packagePk }) => ({ packagePk, advisoryPk, ...evaluation }));
  });
}

/** By advisory; one may have several entries for a package. */
function evaluateAll(subject: MatchablePackage, entries: readonly Entry[]): Map<number, Evaluation> {
  const { ecosystem, sourceName: name, sourceVersion } = subject;
  const evaluate = createEvaluator(sourceVersion);
  const evaluations = new Map<number, Evaluation>();
  for (const { advisoryPk, ranges, versions } of entries) {
    const evaluation = evaluate({ ecosystem, name, ranges, versions });
    const before = evaluations.get(advisoryPk);
    evaluations.set(advisoryPk, before ? pick([before, evaluation]) : evaluation);
  }
  return evaluations;
}
