import { type Db, type Page, selectPage } from '../database/index.ts';
import type { StoredRisk } from '../inventory/index.ts';
import type { RegistryType, Tenant } from '../model/index.ts';
import { BREAKING, type BuildCommandFilter, breakingValues } from './list-build-command-rules.ts';

/** One image that breaks a rule. */
export interface BuildCommandImage {
  readonly id: number;
  readonly registryType: RegistryType;
  readonly namespace: string;
  readonly imageName: string;
  readonly imageVersion: string;
  readonly imageDigest: string;
  /** Bytes. */
  readonly imageSize: number;
  /** Milliseconds since 1970; null when no scan of it has finished. */
  readonly scanTime: number | null;
  /** How many instructions break the rule. */
  readonly riskCount: number;
  /** The first of these instructions, of a multi-arch image those of all its platforms. */
  readonly risks: readonly StoredRisk[];
}

/** The attack: an index over hundreds of platforms that each break a rule in a thousand instructions. */
const RISKS = 1_000;

const IMAGES = `SELECT i.id, r.registry_type AS "registryType", i.namespace, i.image_name AS "imageName",
    i.image_version AS "imageVersion", i.image_digest AS "imageDigest", i.image_size AS "imageSize",
    i.scan_time AS "scanTime", array_agg(b.risks ORDER BY b.digest) AS platforms
  ${BREAKING} GROUP BY i.project_pk, i.id, r.registry_type`;

type Row = Omit<BuildCommandImage, 'risks' | 'riskCount'> & { readonly platforms: readonly (readonly StoredRisk[])[] };

/** One page of the images that break a rule, by name. Platforms that were built alike have their instructions told once. */
export async function listBuildCommandImages(
  db: Db,
  tenant: Tenant,
  ruleId: string,
  filter: BuildCommandFilter,
  page: Page,
): Promise<{ total: number; rows: BuildCommandImage[] }> {
  const orderBy = 'namespace, "imageName", "imageVersion", id';
  const listing = { select: IMAGES, values: breakingValues(tenant, [ruleId], filter), orderBy };
  const { total, rows } = await selectPage<Row>(db, listing, page);
  return { total, rows: rows.map(withRisks) };
}

function withRisks({ platforms, ...row }: Row): BuildCommandImage {
  const told = new Map(platforms.flat().map((risk) => [`${risk.index} ${risk.text}`, risk]));
  return { ...row, riskCount: told.size, risks: [...told.values()].slice(0, RISKS) };
}
