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

/** Digests that hold any of the packages: all of them have been scanned. */
export async function findManifestsOfPackages(
  db: Db,
  projectPk: number,
  packagePks: readonly number[],
): Promise<string[]> {
  const { rows } = await db.query<{ digest: string }>(
    `SELECT DISTINCT digest FROM manifest_package
     WHERE project_pk = ${THIS_PROJECT} AND package_pk = ANY ($2::bigint[]) ORDER BY 1`,
    [projectPk, packagePks],
  );
  return rows.map((row) => row.digest);
}

/** Digests that hold any package of the ecosystems, in every project. */
export async function findManifestsOfEcosystems(
  db: Db,
  ecosystems: readonly string[],
): Promise<{ projectPk: number; digest: string }[]> {
  const { rows } = await db.query<{ projectPk: number; digest: string }>(
    `SELECT DISTINCT m.project_pk AS "projectPk", m.digest
     FROM package p JOIN manifest_package m USING (project_pk, package_pk)
     WHERE p.ecosystem = ANY ($1::text[]) ORDER BY 1, 2`,
    [ecosystems],
  );
  return rows;
}

/** The state and the last scan (milliseconds since 1970) of the digests that are still in the inventory. */
export async function loadScanTimes(
  db: Db,
  projectPk: number,
  digests: readonly string[],
): Promise<Map<string, { readonly scanStatus: ScanStatus; readonly scanTime: number | null }>> {
  const { rows } = await db.query<{ digest: string; scanStatus: ScanStatus; scanTime: number | null }>(
    `SELECT f.digest, f.scan_status AS "scanStatus", f.scan_time AS "scanTime" FROM manifest f
     WHERE f.project_pk = ${THIS_PROJECT} AND f.digest = ANY ($2::text[])`,
    [projectPk, digests],
  );
  return new Map(rows.map(({ digest, ...scan }) => [digest, scan]));
}
