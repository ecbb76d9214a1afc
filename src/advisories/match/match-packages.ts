import type { Db } from '../../database/index.ts';
import { comparableName, concerningEcosystems } from '../../ecosystems/index.ts';
import type { AffectedRange } from '../records/advisory.ts';
import { type Evaluation, evaluateAffected, pick } from './evaluate-affected.ts';

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
    for (const { wanted, advisoryPk, evaluation } of evaluateAll(batch, await findEntries(db, batch))) {
      if (evaluation.verdict === 'unaffected') continue;
      const match = { advisoryPk, ...evaluation };
      for (const { packagePk } of batch[wanted] ?? []) matches.push({ packagePk, ...match });
    }
  }
  return matches;
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

async function findEntries(db: Db, groups: readonly (readonly MatchablePackage[])[]): Promise<Entry[]> {
  const keys = groups.flatMap(([first], wanted) => {
    if (!first) return [];
    const name = comparableName(first.ecosystem, first.sourceName);
    return concerningEcosystems(first.ecosystem).map((ecosystem) => ({ wanted, ecosystem, name }));
  });
  const columns = [keys.map((key) => key.wanted), keys.map((key) => key.ecosystem), keys.map((key) => key.name)];
  return (await db.query<Entry>({ name: 'match-packages', text: ENTRIES, values: columns })).rows;
}

/** Entries come ordered, so those of one package and advisory lie together. */
function evaluateAll(groups: readonly (readonly MatchablePackage[])[], entries: readonly Entry[]) {
  const results: { wanted: number; advisoryPk: number; evaluation: Evaluation }[] = [];
  for (const { wanted, advisoryPk, ranges, versions } of entries) {
    const installed = groups[wanted]?.[0];
    if (!installed) continue;
    const { ecosystem, sourceName: name, sourceVersion } = installed;
    const evaluation = evaluateAffected(sourceVersion, { ecosystem, name, ranges, versions });
    const last = results.at(-1);
    if (last?.wanted === wanted && last.advisoryPk === advisoryPk)
      last.evaluation = pick([last.evaluation, evaluation]);
    else results.push({ wanted, advisoryPk, evaluation });
  }
  return results;
}
