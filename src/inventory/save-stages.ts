import type { StageState } from '../model/index.ts';
import type { Db } from '../runtime/index.ts';

/** Reasons are sentences; what an image can put into them is bounded here. */
const MAX_REASON = 2_000;

/** Records how the stages of a scan ended, and when (milliseconds since 1970): the age of every verdict. */
export async function saveStages(
  db: Db,
  projectPk: number,
  digest: string,
  stages: readonly StageState[],
  at: number,
): Promise<void> {
  await db.query(
    `INSERT INTO stage_state (project_pk, digest, stage, status, reason, at)
     SELECT $1, $2, s.*, $6 FROM unnest($3::text[], $4::text[], $5::text[]) AS s
     ON CONFLICT (project_pk, digest, stage) DO UPDATE
       SET status = excluded.status, reason = excluded.reason, at = excluded.at`,
    [
      projectPk,
      digest,
      stages.map((each) => each.stage),
      stages.map((each) => each.status),
      stages.map((each) => each.reason?.slice(0, MAX_REASON) ?? null),
      new Date(at),
    ],
  );
}

/** The stages of a manifest in the order they run. */
export async function listStages(db: Db, projectPk: number, digest: string): Promise<(StageState & { at: number })[]> {
  const { rows } = await db.query<StageState & { at: number }>(
    `SELECT stage, status, reason, at FROM stage_state WHERE project_pk = $1 AND digest = $2
     ORDER BY array_position(ARRAY['layers', 'packages', 'vulnerabilities'], stage)`,
    [projectPk, digest],
  );
  return rows;
}
