import { type Db, THIS_PROJECT } from '../../database/index.ts';
import type { ScanStatus } from '../../model/index.ts';
import type { StoredPackage } from '../write/save-packages.ts';

export interface PackageKey {
  readonly ecosystem: string;
  readonly name: string;
}

/**
 * The unique packages that advisories of the given (ecosystem, name) keys can concern, in every project. A key without
 * a release (`Debian`) concerns the packages of every release (`Debian:12`).
 */
export async function findPackagesByKeys(
  db: Db,
  keys: readonly PackageKey[],
): Promise<(StoredPackage & { readonly projectPk: number })[]> {
  const { rows } = await db.query<StoredPackage & { projectPk: number }>(
    `SELECT p.project_pk AS "projectPk", p.package_pk AS "packagePk", p.ecosystem,
       p.source_name AS "sourceName", p.source_version AS "sourceVersion"
     FROM unnest($1::text[], $2::text[]) AS k (ecosystem, name)
     JOIN package p ON p.source_name = k.name AND k.ecosystem IN (p.ecosystem, split_part(p.ecosystem, ':', 1))
     ORDER BY 1, 2`,
    [keys.map((key) => key.ecosystem), keys.map((key) => key.name)],
  );
  return rows;
}

/** The last scan that ended succeeded. What waits for another shows that result meanwhile, and again when the other is stopped. */
const HAS_VERDICT = `f.scan_time IS NOT NULL AND f.scan_failed_code IS NULL AND f.scan_status IN ('succeeded', 'queued', 'scanning')`;

/** Digests with a verdict that hold any of the packages. */
export async function findScannedManifests(
  db: Db,
  projectPk: number,
  packagePks: readonly number[],
): Promise<string[]> {
  const { rows } = await db.query<{ digest: string }>(
    `SELECT DISTINCT m.digest FROM manifest_package m JOIN manifest f USING (project_pk, digest)
     WHERE m.project_pk = ${THIS_PROJECT} AND m.package_pk = ANY ($2::bigint[]) AND ${HAS_VERDICT} ORDER BY 1`,
    [projectPk, packagePks],
  );
  return rows.map((row) => row.digest);
}

/** Digests with a verdict that hold any package of the ecosystems, in every project. */
export async function findManifestsOfEcosystems(
  db: Db,
  ecosystems: readonly string[],
): Promise<{ projectPk: number; digest: string }[]> {
  const { rows } = await db.query<{ projectPk: number; digest: string }>(
    `SELECT DISTINCT m.project_pk AS "projectPk", m.digest
     FROM package p JOIN manifest_package m USING (project_pk, package_pk) JOIN manifest f USING (project_pk, digest)
     WHERE p.ecosystem = ANY ($1::text[]) AND ${HAS_VERDICT} ORDER BY 1, 2`,
    [ecosystems],
  );
  return rows;
}

/** The state and the last scan (milliseconds since 1970) of those of the digests that have a verdict. */
export async function loadScanTimes(
  db: Db,
  projectPk: number,
  digests: readonly string[],
): Promise<Map<string, { readonly scanStatus: ScanStatus; readonly scanTime: number }>> {
  const { rows } = await db.query<{ digest: string; scanStatus: ScanStatus; scanTime: number }>(
    `SELECT f.digest, f.scan_status AS "scanStatus", f.scan_time AS "scanTime" FROM manifest f
     WHERE f.project_pk = ${THIS_PROJECT} AND f.digest = ANY ($2::text[]) AND ${HAS_VERDICT}`,
    [projectPk, digests],
  );
  return new Map(rows.map(({ digest, ...scan }) => [digest, scan]));
}
