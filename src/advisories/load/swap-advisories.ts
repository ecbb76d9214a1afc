import type { Transaction } from '../../database/index.ts';
import { raiseSnapshot } from '../loaded-advisories.ts';

export interface AdvisoryKey {
  readonly ecosystem: string;
  readonly name: string;
}

/** What a load changed, for judging packages again. */
export interface AdvisoryChanges {
  /** Packages that some changed, new or gone advisory names or named; a rewording alone is no change. */
  readonly keys: readonly AdvisoryKey[];
  /** Ecosystems that advisories began or ceased to cover. */
  readonly ecosystems: readonly string[];
}

/** Compared by what decides a verdict or a grade: a package's entry, the name of the vulnerability, its severity. */
const CHANGED_KEYS = `WITH old AS (
    SELECT a.advisory_id, a.vul_id, a.severity, f.ecosystem, f.name, f.ranges, f.versions
    FROM advisory a LEFT JOIN staged_advisory s USING (advisory_id) JOIN advisory_affected f USING (advisory_pk)
    WHERE a.source = $1 AND s.content_hash IS DISTINCT FROM a.content_hash),
  new AS (
    SELECT s.advisory_id, s.vul_id, s.severity, f.ecosystem, f.name, f.ranges, f.versions
    FROM staged_advisory s LEFT JOIN advisory a ON a.source = $1 AND a.advisory_id = s.advisory_id
    JOIN staged_affected f ON f.advisory_id = s.advisory_id
    WHERE a.content_hash IS DISTINCT FROM s.content_hash)
  SELECT DISTINCT ecosystem, name
  FROM ((TABLE old EXCEPT TABLE new) UNION ALL (TABLE new EXCEPT TABLE old)) AS changed
  ORDER BY 1, 2`;

/** One swap at a time: of two that both cease to cover an ecosystem, each would see it covered by the other, and none would report it. */
const ONE_AT_A_TIME = 'LOCK TABLE advisory_ecosystem IN SHARE ROW EXCLUSIVE MODE';

const COVERED = 'SELECT DISTINCT ecosystem FROM advisory_ecosystem';

const DELETE_GONE = `DELETE FROM advisory a
  WHERE a.source = $1 AND NOT EXISTS (SELECT FROM staged_advisory s WHERE s.advisory_id = a.advisory_id)`;

/** A changed advisory keeps its key, so that its matches stand until they are judged again. */
const UPDATE_CHANGED = `WITH changed AS (
    UPDATE advisory a SET vul_id = s.vul_id, cves = s.cves, summary = s.summary, details = s.details,
      cvss_score = s.cvss_score, cvss_vector = s.cvss_vector, severity = s.severity, url = s.url,
      published = s.published, modified = s.modified, content_hash = s.content_hash
    FROM staged_advisory s
    WHERE a.source = $1 AND a.advisory_id = s.advisory_id AND a.content_hash <> s.content_hash
    RETURNING a.advisory_pk)
  DELETE FROM advisory_affected f USING changed WHERE f.advisory_pk = changed.advisory_pk`;

const INSERT_NEW = `INSERT INTO advisory (source, advisory_id, vul_id, cves, summary, details, cvss_score, cvss_vector,
    severity, url, published, modified, content_hash)
  SELECT $1, advisory_id, vul_id, cves, summary, details, cvss_score, cvss_vector, severity, url, published, modified,
    content_hash
  FROM staged_advisory s
  WHERE NOT EXISTS (SELECT FROM advisory a WHERE a.source = $1 AND a.advisory_id = s.advisory_id)`;

/** Only new and changed advisories are without entries here: every advisory names at least one package. */
const INSERT_AFFECTED = `INSERT INTO advisory_affected (advisory_pk, ord, ecosystem, name, ranges, versions)
  SELECT a.advisory_pk, f.ord, f.ecosystem, f.name, f.ranges, f.versions
  FROM advisory a JOIN staged_affected f USING (advisory_id)
  WHERE a.source = $1 AND NOT EXISTS (SELECT FROM advisory_affected e WHERE e.advisory_pk = a.advisory_pk)`;

const COVER = `WITH spoken AS (
    SELECT DISTINCT f.ecosystem FROM advisory a JOIN advisory_affected f USING (advisory_pk) WHERE a.source = $1),
  gone AS (
    DELETE FROM advisory_ecosystem e
    WHERE e.source = $1 AND NOT EXISTS (SELECT FROM spoken WHERE spoken.ecosystem = e.ecosystem))
  INSERT INTO advisory_ecosystem (source, ecosystem)
  SELECT $1, ecosystem FROM spoken
  WHERE NOT EXISTS (SELECT FROM advisory_ecosystem e WHERE e.source = $1 AND e.ecosystem = spoken.ecosystem)`;

/**
 * Makes the advisories of a source exactly the staged ones, as a set difference: unchanged advisories keep their key
 * and no row of theirs is written. The caller holds `advisory_source` for writing.
 */
export async function swapAdvisories(tx: Transaction, source: string): Promise<AdvisoryChanges> {
  await tx.query(ONE_AT_A_TIME);
  const { rows: keys } = await tx.query<AdvisoryKey>(CHANGED_KEYS, [source]);
  const before = await coveredBy(tx);
  for (const statement of [DELETE_GONE, UPDATE_CHANGED, INSERT_NEW, INSERT_AFFECTED, COVER]) {
    await tx.query(statement, [source]);
  }
  const ecosystems = difference(before, await coveredBy(tx));
  if (keys.length > 0 || ecosystems.length > 0) await raiseSnapshot(tx);
  return { keys, ecosystems };
}

async function coveredBy(tx: Transaction): Promise<Set<string>> {
  const { rows } = await tx.query<{ ecosystem: string }>(COVERED);
  return new Set(rows.map((row) => row.ecosystem));
}

function difference(before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  const [ceased, begun] = [
    [...before].filter((each) => !after.has(each)),
    [...after].filter((each) => !before.has(each)),
  ];
  return [...ceased, ...begun].sort();
}
