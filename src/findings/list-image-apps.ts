import { type Db, type Page, selectPage, THIS_PROJECT } from '../database/index.ts';
import type { FoundImage } from '../inventory/index.ts';
import type { Tenant } from '../model/index.ts';

/** One package in one version, in an image or in one platform of it. */
export interface ImageApp {
  /** The manifest it is in: of a multi-arch image, the platform. */
  readonly digest: string;
  readonly name: string;
  readonly version: string;
  /** purl type: `deb`, `rpm`, `apk`, `npm`, `pypi`, `golang`. */
  readonly type: string;
  readonly ecosystem: string;
  readonly purl: string;
  /** First of the files that name it, and the layer that brought that file in. */
  readonly path: string;
  readonly layerDigest: string;
  /** Distinct vulnerabilities. */
  readonly vulNum: number;
}

const APPS = `SELECT u.ord, u.digest, p.name, p.version, substring(p.purl FROM '^pkg:([^/]+)/') AS type, p.ecosystem,
    min(p.purl) AS purl, min(m.path) AS path, (array_agg(m.layer_digest ORDER BY m.path, m.layer_digest))[1] AS "layerDigest",
    count(DISTINCT a.vul_id) AS "vulNum"
  FROM unnest($2::text[]) WITH ORDINALITY AS u (digest, ord)
  JOIN manifest_package m ON m.project_pk = ${THIS_PROJECT} AND m.digest = u.digest
  JOIN package p ON p.project_pk = ${THIS_PROJECT} AND p.package_pk = m.package_pk
  LEFT JOIN package_advisory x ON x.project_pk = ${THIS_PROJECT} AND x.package_pk = m.package_pk AND x.verdict = 'affected'
  LEFT JOIN advisory a ON a.advisory_pk = x.advisory_pk
  WHERE ($3::text IS NULL OR strpos(p.name, $3) > 0)
  GROUP BY u.ord, u.digest, p.name, p.version, type, p.ecosystem`;

/** One page of the software of an image by name. @param appName part of the name, case-sensitive */
export function listImageApps(
  db: Db,
  tenant: Tenant,
  image: FoundImage,
  appName: string | undefined,
  page: Page,
): Promise<{ total: number; rows: ImageApp[] }> {
  const values = [tenant.projectPk, image.digests, appName ?? null];
  return selectPage<ImageApp>(db, { select: APPS, values, orderBy: 'name, version, type, ecosystem, ord' }, page);
}
