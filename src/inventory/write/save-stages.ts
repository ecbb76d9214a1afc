import { byKey, type Db, storableText } from '../../database/index.ts';
import { STAGES, type StageState } from '../../model/index.ts';

/** Reasons are sentences; what an image can put into them is bounded here. */
const MAX_REASON = 2_000;

/** How stages of scans ended, by digest. */
export type StagesByDigest = ReadonlyMap<string, readonly StageState[]>;

/** Records how the stages of a scan ended, and when (milliseconds since 1970): the age of every verdict. */
export function saveStages(
  db: Db,
  projectPk: number,
  digest: string,
  stages: readonly StageState[],
  at: number,
): Promise<void> {
  return saveStagesOfAll(db, projectPk, new Map([[digest, stages]]), at);
}

/** The same for several digests, in one statement. */
export async function saveStagesOfAll(db: Db, projectPk: number, stages: StagesByDigest, at: number): Promise<void> {
  const rows = [...stages].flatMap(([digest, some]) => some.map((stage) => ({ digest, ...stage })));
  await db.query(
    `INSERT INTO stage_state (project_pk, digest, stage, status, reason, at)
     SELECT $1, s.*, $6 FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS s
     ON CONFLICT (project_pk, digest, stage) DO UPDATE
       SET status = excluded.status, reason = excluded.reason, at = excluded.at`,
    [
      projectPk,
      rows.map((row) => row.digest),
      rows.map((row) => row.stage),
      rows.map((row) => row.status),
      rows.map((row) => (row.reason === null ? null : storableText(row.reason.slice(0, MAX_REASON)))),
      new Date(at),
    ],
  );
}

/** Place of the stage of row `s` in the order they run. */
export const STAGE_PLACE = `array_position(ARRAY['${STAGES.join("', '")}'], s.stage)`;

type StageRow = StageState & { readonly at: number };

/** The stages of a manifest in the order they run. */
export async function listStages(db: Db, projectPk: number, digest: string): Promise<StageRow[]> {
  return (await listStagesOfAll(db, projectPk, [digest])).get(digest) ?? [];
}

/** The same for several manifests; one that was never scanned is not in it. */
export async function listStagesOfAll(
  db: Db,
  projectPk: number,
  digests: readonly string[],
): Promise<Map<string, StageRow[]>> {
  const { rows } = await db.query<StageRow & { digest: string }>(
    `SELECT s.digest, s.stage, s.status, s.reason, s.at FROM unnest($2::text[]) AS d (digest)
     CROSS JOIN ${byKey('stage_state', 'digest = d.digest')} AS s
     ORDER BY ${STAGE_PLACE}`,
    [projectPk, digests],
  );
  const stages = new Map<string, StageRow[]>();
  for (const { digest, ...stage } of rows) stages.set(digest, [...(stages.get(digest) ?? []), stage]);
  return stages;
}
