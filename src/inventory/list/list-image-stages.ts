import { byKey, type Db, type Page, selectPage } from '../../database/index.ts';
import { type Platform, STAGE_NAMES, type StageResult, type Tenant } from '../../model/index.ts';
import { STAGE_PLACE } from '../write/save-stage-results.ts';
import type { FoundImage } from './find-image.ts';

/** How one stage of the scan of one manifest ended. */
export interface ImageStage extends Pick<StageResult, 'stage' | 'state' | 'reason'> {
  /** The manifest that was scanned: of a multi-arch image, the platform. */
  readonly digest: string;
  readonly platform: Platform | null;
  /** Milliseconds since 1970; null when the stage has not looked at the image. */
  readonly finishedAt: number | null;
}

/** The last scan came before the stage was there, or did not come so far. */
const NOT_YET = 'has not been looked at by this release yet';
const OLDER_VERSION = 'this is what an older version of the stage found';
const NEWER_ADVISORIES = 'newer advisories are loaded and have not been compared yet';

const IS_OLDER = `ended.stage_version <> '' AND EXISTS (
  SELECT FROM stage_version v WHERE v.stage = ended.stage AND v.version <> ended.stage_version)`;

const HAS_NEWER_ADVISORIES = `ended.stage = 'vulnerabilities' AND (
  EXISTS (SELECT FROM ${byKey('manifest_to_judge', 'digest = u.digest')} AS j)
  OR EXISTS (SELECT FROM ${byKey('manifest_package', 'digest = u.digest')} AS p
    CROSS JOIN ${byKey('package_to_match', 'package_pk = p.package_pk')} AS t))`;

/** A result that stands although something newer has not looked, and what that is. */
const STALE = `CASE WHEN ended.state NOT IN ('ok', 'partial') THEN NULL WHEN ${IS_OLDER} THEN '${OLDER_VERSION}'
  WHEN ${HAS_NEWER_ADVISORIES} THEN '${NEWER_ADVISORIES}' END`;

const STAGES = `SELECT u.ord, u.digest, m.platform, s.stage, CASE WHEN s.stale IS NULL THEN s.state ELSE 'stale' END AS state,
    nullif(concat_ws('; ', s.reason, s.stale), '') AS reason, s.finished_at AS "finishedAt", ${STAGE_PLACE} AS place_of_stage
  FROM unnest($2::text[]) WITH ORDINALITY AS u (digest, ord)
  CROSS JOIN LATERAL (
    SELECT stage, state, reason, finished_at, ${STALE} AS stale
      FROM ${byKey('stage_result', 'digest = u.digest')} AS ended
    UNION ALL SELECT name, 'ok', NULL, NULL, '${NOT_YET}' FROM unnest('{${STAGE_NAMES.join(',')}}'::text[]) AS name
      WHERE EXISTS (SELECT FROM ${byKey('stage_result', 'digest = u.digest')} AS any_stage)
        AND NOT EXISTS (SELECT FROM ${byKey('stage_result', 'digest = u.digest AND stage = name')} AS own)) AS s
  LEFT JOIN ${byKey('manifest', 'digest = u.digest')} AS m ON true`;

/**
 * One page of the stages of an image in the order in which they are shown, platform by platform. One that has not looked since a newer
 * version of it or newer advisories came, or not at all, is `stale` and says why. An image never scanned has none.
 */
export async function listImageStages(
  db: Db,
  tenant: Tenant,
  image: FoundImage,
  page: Page,
): Promise<{ total: number; rows: ImageStage[] }> {
  const values = [tenant.projectPk, image.digests];
  return selectPage<ImageStage>(db, { select: STAGES, values, orderBy: 'ord, place_of_stage' }, page);
}
