import type { Db } from '../../src/database/index.ts';
import type { Tenant } from '../../src/model/index.ts';

/** What a test wants to say of a package; source name and version default to name and version. */
export interface PackageRow {
  readonly name: string;
  readonly version?: string;
  readonly ecosystem?: string;
  readonly type?: string;
  readonly sourceName?: string;
  readonly sourceVersion?: string;
}

/** @returns its package_pk */
export async function insertPackage(db: Db, tenant: Tenant, row: PackageRow): Promise<number> {
  const version = row.version ?? '1.0-1';
  const { rows } = await db.query<{ packagePk: number }>(
    `INSERT INTO package (project_pk, ecosystem, name, version, source_name, source_version, purl)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING package_pk AS "packagePk"`,
    [
      tenant.projectPk,
      row.ecosystem ?? 'Debian:12',
      row.name,
      version,
      row.sourceName ?? row.name,
      row.sourceVersion ?? version,
      `pkg:${row.type ?? 'deb'}/${row.name}@${version}`,
    ],
  );
  return rows[0]?.packagePk as number;
}

/** Puts a package into a manifest. */
export async function installPackage(
  db: Db,
  tenant: Tenant,
  digest: string,
  packagePk: number,
  place: { path?: string; layerDigest?: string } = {},
): Promise<void> {
  await db.query(
    'INSERT INTO manifest_package (project_pk, digest, package_pk, path, layer_digest) VALUES ($1, $2, $3, $4, $5)',
    [tenant.projectPk, digest, packagePk, place.path ?? 'var/lib/dpkg/status', place.layerDigest ?? 'sha256:layer'],
  );
}
