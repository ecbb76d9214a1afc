import type { Db } from '../../database/index.ts';
import type { StageName } from '../../model/index.ts';

/** One manifest of one project. */
export interface ManifestPlace {
  readonly projectPk: number;
  readonly digest: string;
}

/** The layers of an image have a result exactly when a scan has read it. */
const UNJUDGED = `SELECT read.project_pk AS "projectPk", read.digest FROM stage_result read
  WHERE read.stage = 'layers' AND read.state IN ('ok', 'partial') AND (read.project_pk, read.digest) > ($3, $4)
    AND NOT EXISTS (SELECT FROM stage_result own WHERE own.project_pk = read.project_pk AND own.digest = read.digest
      AND own.stage = $1 AND own.stage_version = $2)
  ORDER BY read.project_pk, read.digest LIMIT $5`;

/**
 * The next scanned manifests after a place, in every project, at which this version of a stage has not looked: those that an
 * older release scanned, and all after a change of its rules.
 */
export async function findUnjudged(
  db: Db,
  stage: { readonly name: StageName; readonly version: string },
  after: ManifestPlace,
  limit: number,
): Promise<ManifestPlace[]> {
  const values = [stage.name, stage.version, after.projectPk, after.digest, limit];
  return (await db.query<ManifestPlace>(UNJUDGED, values)).rows;
}
