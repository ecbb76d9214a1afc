import { byKey, type Db, type Page, selectPage } from '../../database/index.ts';
import type { Platform, StageResult, Tenant } from '../../model/index.ts';
import { STAGE_PLACE } from '../write/save-stage-results.ts';
import type { FoundImage } from './find-image.ts';

/** How one stage of the scan of one manifest ended. */
export interface ImageStage extends Pick<StageResult, 'stage' | 'state' | 'reason' | 'finishedAt'> {
  /** The manifest that was scanned: of a multi-arch image, the platform. */
  readonly digest: string;
  readonly platform: Platform | null;
}

const STAGES = `SELECT u.ord, u.digest, m.platform, s.stage, s.state, s.reason, s.finished_at AS "finishedAt",
    ${STAGE_PLACE} AS place_of_stage
  FROM unnest($2::text[]) WITH ORDINALITY AS u (digest, ord)
  CROSS JOIN ${byKey('stage_result', 'digest = u.digest')} AS s
  LEFT JOIN ${byKey('manifest', 'digest = u.digest')} AS m ON true`;

/** One page of the stages of an image in the order they run, platform by platform. An image never scanned has none. */
export async function listImageStages(
  db: Db,
  tenant: Tenant,
  image: FoundImage,
  page: Page,
): Promise<{ total: number; rows: ImageStage[] }> {
  const values = [tenant.projectPk, image.digests];
  return selectPage<ImageStage>(db, { select: STAGES, values, orderBy: 'ord, place_of_stage' }, page);
}
