import { byKey, type Transaction, toStorableJson } from '../../database/index.ts';
import { IDS_PER_PROJECT } from '../lock-project.ts';
import { LEAF_KINDS, SCANNABLE_CHILD } from '../scannable.ts';
import { believableTime } from './believable-time.ts';
import { naturalKey } from './natural-key.ts';
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

/** What is known of the digest already comes with it, since scans belong to it. Of an index: nothing, its platforms say it. */
const WANTED = `SELECT s.ord, i.id, s."naturalKey", s.namespace, s."imageName", s.tag, s.digest,
    CASE WHEN s."updateTime" IS NULL AND i.image_digest = s.digest THEN i.update_time ELSE coalesce(s."updateTime", $5) END AS update_time,
    CASE WHEN s."updateTime" IS NULL AND i.image_digest = s.digest THEN i.update_source ELSE s."updateSource" END AS update_source,
    m.size, coalesce(m.kind = 'index', false) AS is_multiarch,
    s.scannable AND coalesce(m.kind IN ${LEAF_KINDS}, false) OR s.scannable AND m.kind = 'index' AND EXISTS (
      SELECT FROM (SELECT) AS one CROSS JOIN ${byKey('manifest_child', 'digest = s.digest')} AS c
      LEFT JOIN ${byKey('manifest', 'digest = c.child_digest')} AS m ON true WHERE ${SCANNABLE_CHILD} OFFSET 0) AS scannable,
    s.listed, s."domainName", s."sharedStatus", coalesce(m.scan_status, 'unscanned') AS scan_status,
    CASE WHEN m.scan_status IN ('failed', 'download_failed', 'oversized') THEN m.scan_failed_code END AS scan_failed_code,
    m.scan_time, m.severity, coalesce(m.vul_num, 0) AS vul_num, coalesce(m.unsafe_num, 0) AS unsafe_num,
    coalesce(m.malicious_num, 0) AS malicious_num, i AS old, i.place
  FROM staged s
  LEFT JOIN ${byKey('manifest', 'digest = s.digest')} AS m ON true
  LEFT JOIN ${byKey('image', 'natural_key = s."naturalKey"')} AS i ON true`;

/** INSERT and UPDATE apart, not ON CONFLICT, which locks and logs rows that it then leaves alone (storage study, section 5). */
const UPSERT = `WITH staged AS (
    SELECT * FROM ROWS FROM (json_to_recordset($2::json) AS ("naturalKey" uuid, namespace text, "imageName" text, tag text,
      digest text, "updateTime" timestamptz, "updateSource" text, listed boolean, scannable boolean, "domainName" text,
      "sharedStatus" text)) WITH ORDINALITY AS s ("naturalKey", namespace, "imageName", tag, digest, "updateTime",
      "updateSource", listed, scannable, "domainName", "sharedStatus", ord)),
  differing AS (
    SELECT ord, id, place, "naturalKey", namespace, "imageName", tag, digest, (old).image_digest IS DISTINCT FROM digest AS moved,
      update_time, update_source, size, is_multiarch, scannable, listed, "domainName", "sharedStatus", scan_status,
      scan_failed_code, scan_time, severity, vul_num, unsafe_num, malicious_num
    FROM (${WANTED}) w WHERE id IS NULL OR size IS NULL
      OR ((old).image_digest, (old).update_time, (old).update_source, (old).image_size, (old).is_multiarch, (old).scannable,
        (old).listed, (old).domain_name, (old).shared_status, (old).eps_pk)
      IS DISTINCT FROM (digest, update_time, update_source, size, is_multiarch, scannable, listed, "domainName",
        "sharedStatus", $4::integer)),
  fresh AS (
    UPDATE inventory_state SET next_id = next_id + n.count FROM (SELECT count(*) FROM differing WHERE id IS NULL) AS n
    WHERE project_pk = $1 AND n.count > 0 RETURNING $1::bigint * ${IDS_PER_PROJECT} + next_id - n.count - 1 AS before),
  created AS (
    INSERT INTO image (project_pk, id, registry_pk, eps_pk, natural_key, namespace, image_name, image_version, image_digest,
      update_time, update_source, sync_time, image_size, is_multiarch, scannable, listed, domain_name, shared_status,
      scan_status, scan_failed_code, scan_time, severity, vul_num, unsafe_num, malicious_num)
    SELECT $1, fresh.before + row_number() OVER (ORDER BY ord), $3, $4, "naturalKey", namespace, "imageName", tag, digest,
      update_time, update_source, $5, size, is_multiarch, scannable, listed, "domainName", "sharedStatus",
      scan_status, scan_failed_code, scan_time, severity, vul_num, unsafe_num, malicious_num
    FROM fresh CROSS JOIN differing WHERE differing.id IS NULL AND size IS NOT NULL
    RETURNING id, is_multiarch, namespace, image_name),
  changed AS (
    UPDATE image i SET eps_pk = $4, image_digest = w.digest, update_time = w.update_time, update_source = w.update_source,
      sync_time = $5, image_size = w.size, is_multiarch = w.is_multiarch, scannable = w.scannable, listed = w.listed,
      domain_name = w."domainName", shared_status = w."sharedStatus", scan_status = w.scan_status,
      scan_failed_code = w.scan_failed_code, scan_time = w.scan_time, severity = w.severity, vul_num = w.vul_num,
      unsafe_num = w.unsafe_num, malicious_num = w.malicious_num
    FROM differing w WHERE i.ctid = w.place AND w.size IS NOT NULL
    RETURNING i.id, i.is_multiarch, i.namespace, i.image_name, w.moved)
  SELECT id, true AS "isNew", true AS moved, is_multiarch AS "isMultiarch", namespace, image_name AS "imageName" FROM created
  UNION ALL SELECT id, false, moved, is_multiarch, namespace, image_name FROM changed
  UNION ALL SELECT NULL, true, true, false, namespace, concat("imageName", ':', tag) FROM differing WHERE size IS NULL`;

/** Images to be written as one JSON array, each tag once: the last one given wins. */
export interface StagedImages {
  readonly count: number;
  readonly json: string;
}

export function stageImages({ registryPk }: WriteTarget, images: readonly SyncedImage[], at: number): StagedImages {
  const rows = new Map<string, object>();
  for (const image of images) {
    const key = naturalKey(registryPk, image.namespace, image.imageName, image.tag);
    rows.set(key, { ...image, ...firstSeenUnlessBelievable(image, at), naturalKey: key });
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

function firstSeenUnlessBelievable({ updateTime, updateSource }: SyncedImage, at: number) {
  const believed = believableTime(updateTime, at);
  if (believed === null) return { updateTime: null, updateSource: 'first_seen' };
  return { updateTime: new Date(believed), updateSource };
}
