import type { Db } from '../runtime/index.ts';
import { THIS_PROJECT } from './by-key.ts';
import type { StoredPackage } from './save-packages.ts';

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

/** Digests with a finished scan that hold any of the packages. */
export async function findScannedManifests(
  db: Db,
  projectPk: number,
  packagePks: readonly number[],
): Promise<string[]> {
  const { rows } = await db.query<{ digest: string }>(
    `SELECT DISTINCT m.digest FROM manifest_package m JOIN manifest f USING (project_pk, digest)
     WHERE m.project_pk = ${THIS_PROJECT} AND m.package_pk = ANY ($2::bigint[]) AND f.scan_status = 'succeeded' ORDER BY 1`,
    [projectPk, packagePks],
  );
  return rows.map((row) => row.digest);
}

/** Digests with a finished scan that hold any package of the ecosystems, in every project. */
export async function findManifestsOfEcosystems(
  db: Db,
  ecosystems: readonly string[],
): Promise<{ projectPk: number; digest: string }[]> {
  const { rows } = await db.query<{ projectPk: number; digest: string }>(
    `SELECT DISTINCT m.project_pk AS "projectPk", m.digest
     FROM package p JOIN manifest_package m USING (project_pk, package_pk) JOIN manifest f USING (project_pk, digest)
     WHERE p.ecosystem = ANY ($1::text[]) AND f.scan_status = 'succeeded' ORDER BY 1, 2`,
    [ecosystems],
  );
  return rows;
}

/** When the given digests were scanned, of those whose last scan succeeded. Milliseconds since 1970. */
export async function loadScanTimes(
  db: Db,
  projectPk: number,
  digests: readonly string[],
): Promise<Map<string, number | null>> {
  const { rows } = await db.query<{ digest: string; scanTime: number | null }>(
    `SELECT digest, scan_time AS "scanTime" FROM manifest
     WHERE project_pk = ${THIS_PROJECT} AND digest = ANY ($2::text[]) AND scan_status = 'succeeded'`,
    [projectPk, digests],
  );
  return new Map(rows.map((row) => [row.digest, row.scanTime]));
}
