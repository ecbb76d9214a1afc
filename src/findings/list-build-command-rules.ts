import { type Db, THIS_PROJECT } from '../database/index.ts';
import { readImageId } from '../inventory/index.ts';
import type { EnterpriseScope, Tenant } from '../model/index.ts';

/** Which images to look at; absent means all that are listed. */
export interface BuildCommandFilter {
  readonly enterprise: EnterpriseScope;
  /** Digest with or without prefix, of an image or a platform of it, or the id of an image. */
  readonly imageId?: string | undefined;
}

/** One rule that images break. */
export interface BrokenRule {
  readonly ruleId: string;
  /** Images, a multi-arch image as one. */
  readonly images: number;
  /** The latest scan of these images, milliseconds since 1970; null when none of them has finished one. */
  readonly scanTime: number | null;
}

/** Images that break one of the rules `$2`, of the enterprise projects `$3`, with the id or digest `$4` to `$6`. */
export const BREAKING = `FROM build_command_risk b
  JOIN image_manifest c ON c.project_pk = ${THIS_PROJECT} AND c.digest = b.digest
  JOIN image i ON i.project_pk = ${THIS_PROJECT} AND i.id = c.image_id AND i.listed
  JOIN registry r ON r.project_pk = $1 AND r.registry_pk = i.registry_pk AND NOT r.deleting
  WHERE b.project_pk = ${THIS_PROJECT} AND b.rule_id = ANY ($2::text[]) AND ($3::int[] IS NULL OR i.eps_pk = ANY ($3))
    AND (NOT $4 OR c.digest = $5 OR i.image_digest = $5 OR i.id = $6)`;

const RULES = `SELECT b.rule_id AS "ruleId", count(DISTINCT i.id) AS images, max(i.scan_time) AS "scanTime"
  ${BREAKING} GROUP BY b.rule_id ORDER BY b.rule_id`;

/** Which of the rules any of the images breaks, by id. There are as many as there are rules at most. */
export async function listBrokenRules(
  db: Db,
  tenant: Tenant,
  ruleIds: readonly string[],
  filter: BuildCommandFilter,
): Promise<BrokenRule[]> {
  return (await db.query<BrokenRule>(RULES, breakingValues(tenant, ruleIds, filter))).rows;
}

export function breakingValues(tenant: Tenant, ruleIds: readonly string[], filter: BuildCommandFilter): unknown[] {
  const { digest, id } = readImageId(filter.imageId ?? '');
  const enterprise = filter.enterprise === 'all' ? null : filter.enterprise;
  return [tenant.projectPk, ruleIds, enterprise, filter.imageId !== undefined, digest, id];
}
