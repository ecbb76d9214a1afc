import { byKey, type Db, storableText, THIS_PROJECT, type Transaction } from '../../database/index.ts';
import type { InstalledPackage } from '../../model/index.ts';

/** A package with its key in the database, as the matcher wants it. */
export interface StoredPackage {
  readonly packagePk: number;
  readonly ecosystem: string;
  readonly sourceName: string;
  readonly sourceVersion: string;
}

const SAME = `(ecosystem, name, version, arch, source_name, source_version)
  = (w.ecosystem, w.name, w.version, w.arch, w.source_name, w.source_version)`;

/**
 * The attack: one manifest with a name of a megabyte. PostgreSQL refuses index rows above 2,704 bytes, and with the row the whole
 * scan. No package that an advisory names comes near; what was cut ends with `…`, and such a version compares with nothing.
 */
const MAX_KEY_BYTES = 400;
const MAX_PLACE_BYTES = 2_000;

/** Keys go in sorted, so that two scans inserting the same packages wait for each other instead of deadlocking. */
const UPSERT = `WITH wanted AS (
    SELECT DISTINCT * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
      AS w (ecosystem, name, version, arch, source_name, source_version, purl))
  INSERT INTO package (project_pk, ecosystem, name, version, arch, source_name, source_version, purl)
  SELECT $1, w.* FROM wanted w
  WHERE NOT EXISTS (SELECT FROM ${byKey('package', SAME)} AS p OFFSET 0)
  ORDER BY ecosystem, name, version, arch, source_name, source_version
  ON CONFLICT DO NOTHING`;

const LINK = `WITH wanted AS (
    SELECT DISTINCT ON (p.package_pk, w.path) p.package_pk, w.path, w.layer_digest
    FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
      AS w (ecosystem, name, version, arch, source_name, source_version, path, layer_digest)
    CROSS JOIN ${byKey('package', SAME)} AS p),
  gone AS (
    DELETE FROM manifest_package m WHERE m.project_pk = ${THIS_PROJECT} AND m.digest = $2
      AND NOT EXISTS (SELECT FROM wanted w WHERE w.package_pk = m.package_pk AND w.path = m.path)),
  moved AS (
    UPDATE manifest_package m SET layer_digest = w.layer_digest FROM wanted w
    WHERE m.project_pk = ${THIS_PROJECT} AND m.digest = $2 AND m.package_pk = w.package_pk AND m.path = w.path
      AND m.layer_digest <> w.layer_digest)
  INSERT INTO manifest_package (project_pk, digest, package_pk, path, layer_digest)
  SELECT $1, $2, w.package_pk, w.path, w.layer_digest FROM wanted w
  WHERE NOT EXISTS (SELECT FROM manifest_package m WHERE m.project_pk = ${THIS_PROJECT} AND m.digest = $2
    AND m.package_pk = w.package_pk AND m.path = w.path)
  ON CONFLICT DO NOTHING`;

const STORED = `SELECT DISTINCT p.package_pk AS "packagePk", p.ecosystem, p.source_name AS "sourceName", p.source_version AS "sourceVersion"
  FROM manifest_package m CROSS JOIN ${byKey('package', 'package_pk = m.package_pk')} AS p
  WHERE m.project_pk = ${THIS_PROJECT} AND m.digest = $2 ORDER BY 1`;

/** Makes the packages of a manifest exactly the given ones, as a set difference: an unchanged set writes no row. */
export async function savePackages(
  tx: Transaction,
  projectPk: number,
  digest: string,
  packages: readonly InstalledPackage[],
): Promise<void> {
  const column = (pick: (each: InstalledPackage) => string, maxBytes = MAX_KEY_BYTES) =>
    packages.map((each) => storableText(pick(each), maxBytes));
  const key = [
    column((p) => p.ecosystem),
    column((p) => p.name),
    column((p) => p.version),
    column((p) => p.arch),
    column((p) => p.sourceName),
    column((p) => p.sourceVersion),
  ];
  await tx.query(UPSERT, [projectPk, ...key, column((p) => p.purl, MAX_PLACE_BYTES)]);
  const places = [column((p) => p.path, MAX_PLACE_BYTES), column((p) => p.layerDigest)];
  await tx.query(LINK, [projectPk, digest, ...key, ...places]);
}

/** Every unique package of a manifest with its key. */
export async function listStoredPackages(db: Db, projectPk: number, digest: string): Promise<StoredPackage[]> {
  return (await db.query<StoredPackage>(STORED, [projectPk, digest])).rows;
}
