import type { ScanStatus, Severity, SharedStatus } from '../model/index.ts';
import type { Db } from '../runtime/index.ts';
import { believableTime } from './believable-time.ts';
import { naturalKey } from './natural-key.ts';
import { toStorableJson } from './storable-json.ts';
import type { SyncedImage, WriteTarget } from './write-images.ts';

/** An image row that has to change, with all the values it shall have. `id` null: it does not exist yet. */
export interface ResolvedImage {
  readonly id: number | null;
  readonly naturalKey: string;
  readonly namespace: string;
  readonly imageName: string;
  readonly tag: string;
  readonly digest: string;
  /** The digest it has now; null: it does not exist yet. */
  readonly oldDigest: string | null;
  readonly updateTime: number;
  readonly updateSource: SyncedImage['updateSource'];
  /** Null: the manifest is not stored, which is a mistake of the caller. */
  readonly imageSize: number | null;
  readonly isMultiarch: boolean;
  readonly scannable: boolean;
  readonly listed: boolean;
  readonly domainName: string | null;
  readonly sharedStatus: SharedStatus | null;
  /** What is known of the digest already, since scans belong to it. Of an index: nothing, its platforms say it. */
  readonly scanStatus: ScanStatus;
  readonly scanFailedCode: string | null;
  readonly scanTime: number | null;
  readonly severity: Severity | null;
  readonly vulNum: number;
  readonly unsafeNum: number;
  readonly maliciousNum: number;
}

/** A digest can be scanned when it has layers; scanning a schema 1 manifest at least says why it cannot be read. */
export const LEAF_KINDS = `('image', 'schema1')`;

/** A platform is a scan unit when its manifest is here and it is not of a system without Linux packages. */
export const SCANNABLE_CHILD = `coalesce(m.kind IN ${LEAF_KINDS}, false)
  AND coalesce(c.platform ->> 'os', m.platform ->> 'os', 'linux') = 'linux'`;

const DIFFERING = `WITH staged AS (
    SELECT * FROM json_to_recordset($2::json) AS s ("naturalKey" uuid, namespace text, "imageName" text, tag text, digest text,
      "updateTime" timestamptz, "updateSource" text, listed boolean, scannable boolean, "domainName" text, "sharedStatus" text)),
  wanted AS (
    SELECT i.id, s."naturalKey", s.namespace, s."imageName", s.tag, s.digest, i.image_digest AS "oldDigest",
      CASE WHEN s."updateTime" IS NULL AND i.image_digest = s.digest THEN i.update_time ELSE coalesce(s."updateTime", $3) END AS "updateTime",
      CASE WHEN s."updateTime" IS NULL AND i.image_digest = s.digest THEN i.update_source ELSE s."updateSource" END AS "updateSource",
      m.size AS "imageSize", coalesce(m.kind = 'index', false) AS "isMultiarch",
      s.scannable AND coalesce(m.kind IN ${LEAF_KINDS}, false) OR s.scannable AND m.kind = 'index' AND EXISTS (
        SELECT FROM manifest_child c LEFT JOIN manifest m ON m.project_pk = c.project_pk AND m.digest = c.child_digest
        WHERE c.project_pk = $1 AND c.digest = s.digest AND ${SCANNABLE_CHILD}) AS scannable,
      s.listed, s."domainName", s."sharedStatus", coalesce(m.scan_status, 'unscanned') AS "scanStatus",
      CASE WHEN m.scan_status IN ('failed', 'download_failed', 'oversized') THEN m.scan_failed_code END AS "scanFailedCode",
      m.scan_time AS "scanTime", m.severity, coalesce(m.vul_num, 0) AS "vulNum", coalesce(m.unsafe_num, 0) AS "unsafeNum",
      coalesce(m.malicious_num, 0) AS "maliciousNum", i AS old
    FROM staged s LEFT JOIN manifest m ON m.project_pk = $1 AND m.digest = s.digest
    LEFT JOIN image i ON i.project_pk = $1 AND i.natural_key = s."naturalKey"),
  differing AS (
    SELECT * FROM wanted w WHERE w.id IS NULL OR w."imageSize" IS NULL
      OR ((w.old).image_digest, (w.old).update_time, (w.old).update_source, (w.old).image_size, (w.old).is_multiarch,
        (w.old).scannable, (w.old).listed, (w.old).domain_name, (w.old).shared_status, (w.old).eps_pk)
      IS DISTINCT FROM (w.digest, w."updateTime", w."updateSource", w."imageSize", w."isMultiarch",
        w.scannable, w.listed, w."domainName", w."sharedStatus", $4::integer))`;

const FIND = `${DIFFERING} SELECT id, "naturalKey", namespace, "imageName", tag, digest, "oldDigest", "updateTime", "updateSource",
  "imageSize", "isMultiarch", scannable, listed, "domainName", "sharedStatus", "scanStatus", "scanFailedCode", "scanTime",
  severity, "vulNum", "unsafeNum", "maliciousNum" FROM differing`;

/** The images as one JSON array, each tag once (the last one given wins), for the function below. */
export function stageImages(target: WriteTarget, images: readonly SyncedImage[], at: number): StagedImages {
  const rows = new Map<string, object>();
  for (const image of images) {
    const key = naturalKey(target.registryPk, image.namespace, image.imageName, image.tag);
    rows.set(key, { ...image, ...firstSeenUnlessBelievable(image, at), naturalKey: key });
  }
  return { count: rows.size, epsPk: target.epsPk, at, json: toStorableJson([...rows.values()]) };
}

export interface StagedImages {
  readonly count: number;
  readonly epsPk: number;
  readonly at: number;
  readonly json: string;
}

/** The images that differ from what is stored, with their values derived from the manifests they name. */
export async function resolveImages(db: Db, projectPk: number, staged: StagedImages): Promise<ResolvedImage[]> {
  const values = [projectPk, staged.json, new Date(staged.at), staged.epsPk];
  return (await db.query<ResolvedImage>(FIND, values)).rows;
}

function firstSeenUnlessBelievable({ updateTime, updateSource }: SyncedImage, at: number) {
  const believed = believableTime(updateTime, at);
  if (believed === null) return { updateTime: null, updateSource: 'first_seen' };
  return { updateTime: new Date(believed), updateSource };
}
