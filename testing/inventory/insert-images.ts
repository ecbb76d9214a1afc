import type { Db, Pool } from '../../src/database/index.ts';
import { type ColumnType, columnName } from '../../src/inventory/column-types.ts';
import { IMAGE_COLUMNS } from '../../src/inventory/image-columns.ts';
import { SCAN_COLUMNS, SCAN_FIELDS } from '../../src/inventory/scan-columns.ts';
import type { ScanSummary } from '../../src/model/index.ts';
import type { SeededImage, SeededRegistry } from './random-images.ts';

/** Writes images, their registries and platforms directly, past every writer of the product. */
export async function insertImages(pool: Pool, projectPk: number, images: readonly SeededImage[]): Promise<void> {
  const registries = new Map(images.map(({ registry }) => [registry.registryPk, registry]));
  await insertRows(
    pool,
    'registry',
    [...registries.values()].map((registry) => registryRow(projectPk, registry)),
  );
  await insertImageRows(pool, projectPk, images);
}

/** An image as its rows need it; of its registry only the number. */
export type ImageToInsert = Omit<SeededImage, 'registry'> & { readonly registry: Pick<SeededRegistry, 'registryPk'> };

/** The same for registries that are there. */
export async function insertImageRows(db: Db, projectPk: number, images: readonly ImageToInsert[]): Promise<void> {
  await insertRows(
    db,
    'image',
    images.map((image) => imageRow(projectPk, image)),
  );
  await insertRows(
    db,
    'image_child',
    images.flatMap((image) => childRows(projectPk, image)),
  );
}

async function insertRows(db: Db, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  const source = `jsonb_populate_recordset(null::${table}, $1::jsonb)`;
  if (rows.length > 0)
    await db.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM ${source}`, [JSON.stringify(rows)]);
}

function registryRow(projectPk: number, registry: SeededRegistry): object {
  return {
    project_pk: projectPk,
    registry_pk: registry.registryPk,
    registry_id: registry.registryId,
    registry_name: registry.registryName,
    registry_type: registry.registryType,
    protocol: 'https',
    registry_addr: 'registry.example',
    instance_id: registry.instanceId,
    instance_name: registry.instanceName,
    instance_url: registry.instanceUrl,
    synced_at: moment(registry.syncedAt),
    deleting: registry.deleting,
  };
}

function imageRow(projectPk: number, image: ImageToInsert): object {
  const stored: Record<string, unknown> = { ...image, syncTime: image.ownSyncTime };
  const columns = IMAGE_COLUMNS.filter(({ field }) => field in stored);
  return {
    project_pk: projectPk,
    id: image.id,
    registry_pk: image.registry.registryPk,
    natural_key: `00000000-0000-0000-0000-${image.id.toString(16).padStart(12, '0')}`,
    ...Object.fromEntries(columns.map(({ field, name, type }) => [name, storable(type, stored[field])])),
  };
}

function childRows(projectPk: number, image: ImageToInsert): object[] {
  return image.children.map((child, ord) => ({
    project_pk: projectPk,
    parent_id: image.id,
    ord,
    id: child.id,
    image_digest: child.imageDigest,
    platform: child.platform,
    image_size: child.imageSize,
    ...scanColumns(child),
  }));
}

function scanColumns(scan: ScanSummary): object {
  return Object.fromEntries(
    SCAN_FIELDS.map((field) => [columnName(field), storable(SCAN_COLUMNS[field].type, scan[field])]),
  );
}

function storable({ sql }: ColumnType<unknown>, value: unknown): unknown {
  return sql === 'timestamptz' ? moment(value as number | null) : value;
}

function moment(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
