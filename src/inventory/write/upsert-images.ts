import { byKey, type Transaction, toStorableJson } from '../../database/index.ts';
import { IMAGE_COLUMNS } from '../image-columns.ts';
import { IDS_PER_PROJECT } from '../lock-project.ts';
import { naturalKey } from './natural-key.ts';
import { plausibleTimestamp } from './plausible-timestamp.ts';
import type { SyncedImage, WriteTarget } from './synced-image.ts';

/** An image row that was written. */
export interface WrittenImage {
  readonly id: number;
  readonly isNew: boolean;
  /** It carries another digest than before; new rows do. */
  readonly moved: boolean;
  readonly isMultiarch: boolean;
  readonly namespace: string;
  readonly imageName: string;
}

/** Fields of the JSON that a write stages, with the types that PostgreSQL reads them as. */
const STAGED: readonly (readonly [field: keyof SyncedImage | 'naturalKey', type: string])[] = [
  ['naturalKey', 'uuid'],
  ...IMAGE_COLUMNS.flatMap(({ staged, type }) => (staged ? ([[staged, type.sql]] as const) : [])),
];
const STAGED_FIELDS = STAGED.map(([field]) => `"${field}"`).join(', ');
const STAGED_TYPES = STAGED.map(([field, type]) => `"${field}" ${type}`).join(', ');

const ABSENT = Object.fromEntries(
  IMAGE_COLUMNS.flatMap(({ staged, absent }) => (staged && absent !== undefined ? [[staged, absent]] : [])),
);

const WRITTEN = IMAGE_COLUMNS.filter(({ staged, synced }) => staged ?? synced);
const NAMES = WRITTEN.map(({ name }) => name).join(', ');
const VALUES = WRITTEN.map(({ name, staged, synced }) => `${synced ?? `s."${staged}"`} AS ${name}`).join(', ');
const COMPARED = IMAGE_COLUMNS.filter(({ compared }) => compared).map(({ name }) => name);
const CHANGES = WRITTEN.filter(({ identity }) => !identity).map(({ name }) => `${name} = w.${name}`);

/** What is known of the digest already comes with it, since scans belong to it. Of an index: nothing, its platforms say it. */
const WANTED = `SELECT s.ord, s."naturalKey", i.id, i.place, i AS old, ${VALUES}
  FROM staged s
  LEFT JOIN ${byKey('manifest', 'digest = s.digest')} AS m ON true
  LEFT JOIN ${byKey('image', 'natural_key = s."naturalKey"')} AS i ON true`;

/** INSERT and UPDATE apart, not ON CONFLICT, which locks and logs rows that it then leaves alone (storage study, section 5). */
const UPSERT = `WITH staged AS (
    SELECT * FROM ROWS FROM (json_to_recordset($2::json) AS (${STAGED_TYPES})) WITH ORDINALITY AS s (${STAGED_FIELDS}, ord)),
  differing AS (
    SELECT ord, "naturalKey", id, place, (old).image_digest IS DISTINCT FROM image_digest AS moved, ${NAMES}
    FROM (${WANTED}) w WHERE id IS NULL OR image_size IS NULL
      OR (${COMPARED.map((name) => `(old).${name}`).join(', ')}) IS DISTINCT FROM (${COMPARED.join(', ')})),
  fresh AS (
    UPDATE inventory_state SET next_id = next_id + n.count FROM (SELECT count(*) FROM differing WHERE id IS NULL) AS n
    WHERE project_pk = $1 AND n.count > 0 RETURNING $1::bigint * ${IDS_PER_PROJECT} + next_id - n.count - 1 AS before),
  created AS (
    INSERT INTO image (project_pk, id, registry_pk, natural_key, ${NAMES})
    SELECT $1, fresh.before + row_number() OVER (ORDER BY ord), $3, "naturalKey", ${NAMES}
    FROM fresh CROSS JOIN differing WHERE differing.id IS NULL AND image_size IS NOT NULL
    RETURNING id, is_multiarch, namespace, image_name),
  changed AS (
    UPDATE image i SET ${CHANGES.join(', ')}
    FROM differing w WHERE i.ctid = w.place AND w.image_size IS NOT NULL
    RETURNING i.id, i.is_multiarch, i.namespace, i.image_name, w.moved)
  SELECT id, true AS "isNew", true AS moved, is_multiarch AS "isMultiarch", namespace, image_name AS "imageName" FROM created
  UNION ALL SELECT id, false, moved, is_multiarch, namespace, image_name FROM changed
  UNION ALL SELECT NULL, true, true, false, namespace, concat(image_name, ':', image_version) FROM differing
    WHERE image_size IS NULL`;

/** Images to be written as one JSON array, each tag once: the last one given wins. */
export interface StagedImages {
  readonly count: number;
  readonly json: string;
}

export function stageImages({ registryPk }: WriteTarget, images: readonly SyncedImage[], at: number): StagedImages {
  const rows = new Map<string, object>();
  for (const image of images) {
    const key = naturalKey(registryPk, image.namespace, image.imageName, image.tag);
    rows.set(key, { ...ABSENT, ...image, ...plausibleUpdate(image, at), naturalKey: key });
  }
  return { count: rows.size, json: toStorableJson([...rows.values()]) };
}

/**
 * Inserts new images and updates those that differ from what is stored, with their values derived from the manifests they
 * name; equal ones stay untouched. New ids are consecutive in the order given. The caller holds the project lock.
 * @returns the rows written; one without an id is an image whose manifest is not stored, and then the transaction must end
 */
export async function upsertImages(
  tx: Transaction,
  target: WriteTarget,
  staged: StagedImages,
  at: number,
): Promise<(Omit<WrittenImage, 'id'> & { readonly id: number | null })[]> {
  const values = [target.projectPk, staged.json, target.registryPk, target.epsPk, new Date(at)];
  return (await tx.query<WrittenImage>(UPSERT, values)).rows;
}

function plausibleUpdate({ updateTime, updateSource }: SyncedImage, at: number) {
  const plausible = plausibleTimestamp(updateTime, at);
  if (plausible === null) return { updateTime: null, updateSource: 'first_seen' };
  return { updateTime: new Date(plausible), updateSource };
}
