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
const NOT_YET = 'has not looked at this image yet';

const STAGES = `SELECT u.ord, u.digest, m.platform, s.stage, s.state, s.reason, s.finished_at AS "finishedAt",
    ${STAGE_PLACE} AS place_of_stage
  FROM unnest($2::text[]) WITH ORDINALITY AS u (digest, ord)
  CROSS JOIN LATERAL (
    SELECT stage, state, reason, finished_at FROM ${byKey('stage_result', 'digest = u.digest')} AS ended
    UNION ALL SELECT name, 'skipped', '${NOT_YET}', NULL FROM unnest('{${STAGE_NAMES.join(',')}}'::text[]) AS name
      WHERE EXISTS (SELECT FROM ${byKey('stage_result', 'digest = u.digest')} AS any_stage)
        AND NOT EXISTS (SELECT FROM ${byKey('stage_result', 'digest = u.digest AND stage = name')} AS own)) AS s
  LEFT JOIN ${byKey('manifest', 'digest = u.digest')} AS m ON true`;

/**
 * One page of the stages of an image in the order they run, platform by platform; a stage that a later release brought says
 * that it has not looked yet. An image never scanned has none.
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
