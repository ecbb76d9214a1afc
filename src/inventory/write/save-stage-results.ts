import { byKey, type Db, storableText, type Transaction, toStorableJson } from '../../database/index.ts';
import { STAGE_NAMES, type StageResult } from '../../model/index.ts';

/** Characters. Reasons are sentences; what an image can put into them is bounded here. */
const MAX_REASON = 2_000;

/** Results of stages by digest, each in the order of the stages. */
export type StageResults = ReadonlyMap<string, readonly StageResult[]>;

const ROWS = `json_to_recordset($2::json) AS r (digest text, stage text, state text, reason text, "failedCode" text,
    counts jsonb, severity text, version text, "advisorySnapshot" bigint, "finishedAt" timestamptz)`;

const SAVE = `INSERT INTO stage_result AS old (project_pk, digest, stage, state, reason, failed_code, counts, severity,
    stage_version, advisory_snapshot, finished_at)
  SELECT $1, r.* FROM ${ROWS}
  ON CONFLICT (project_pk, digest, stage) DO UPDATE
    SET (state, reason, failed_code, counts, severity, stage_version, advisory_snapshot, finished_at) = (excluded.state,
      excluded.reason, excluded.failed_code, excluded.counts, excluded.severity, excluded.stage_version,
      excluded.advisory_snapshot, excluded.finished_at)
    WHERE (old.state, old.reason, old.failed_code, old.counts, old.severity, old.stage_version, old.advisory_snapshot, old.finished_at)
      IS DISTINCT FROM (excluded.state, excluded.reason, excluded.failed_code, excluded.counts, excluded.severity,
        excluded.stage_version, excluded.advisory_snapshot, excluded.finished_at)`;

/** Stores how stages ended, in one statement. A row that says so already is not written; stages that are not named stay. */
export async function saveStageResults(tx: Transaction, projectPk: number, results: StageResults): Promise<void> {
  const rows = [...results].flatMap(([digest, some]) => some.map((result) => toRow(digest, result)));
  if (rows.length > 0) await tx.query(SAVE, [projectPk, toStorableJson(rows)]);
}

function toRow(digest: string, { reason, finishedAt, ...result }: StageResult): object {
  const words = reason === null ? null : storableText(reason.slice(0, MAX_REASON));
  return { ...result, digest, reason: words, finishedAt: new Date(finishedAt) };
}

/** Place of the stage of row `s` in the order in which stages are shown; last what only another release knows. */
export const STAGE_PLACE = `coalesce(array_position(ARRAY['${STAGE_NAMES.join("', '")}'], s.stage), ${STAGE_NAMES.length + 1})`;

const LIST = `SELECT s.digest, s.stage, s.state, s.reason, s.failed_code AS "failedCode", s.counts, s.severity,
    s.stage_version AS version, s.advisory_snapshot AS "advisorySnapshot", s.finished_at AS "finishedAt"
  FROM unnest($2::text[]) AS d (digest) CROSS JOIN ${byKey('stage_result', 'digest = d.digest')} AS s
  WHERE s.stage = ANY ('{${STAGE_NAMES.join(',')}}') ORDER BY ${STAGE_PLACE}`;

/** The stored results of these digests; one that was never scanned is not in the map. */
export async function listStageResults(
  db: Db,
  projectPk: number,
  digests: readonly string[],
): Promise<Map<string, StageResult[]>> {
  const { rows } = await db.query<StageResult & { digest: string }>(LIST, [projectPk, digests]);
  const results = new Map<string, StageResult[]>();
  for (const { digest, ...result } of rows) {
    const some = results.get(digest);
    if (some) some.push(result);
    else results.set(digest, [result]);
  }
  return results;
}
