import type { Transaction } from '../runtime/index.ts';
import type { ResolvedImage } from './resolve-images.ts';
import { toStorableJson } from './storable-json.ts';
import type { WriteTarget } from './write-images.ts';

/** MERGE writes a third of the WAL of INSERT ... ON CONFLICT, which locks rows it then leaves alone (storage study, section 5). */
const MERGE = `WITH wanted AS (
    SELECT * FROM json_to_recordset($2::json) AS w (id bigint, "naturalKey" uuid, namespace text, "imageName" text, tag text,
      digest text, "updateTime" bigint, "updateSource" text, "imageSize" bigint, "isMultiarch" boolean, scannable boolean,
      listed boolean, "domainName" text, "sharedStatus" text, "scanStatus" text, "scanFailedCode" text, "scanTime" bigint,
      severity text, "vulNum" integer, "unsafeNum" integer, "maliciousNum" integer))
  MERGE INTO image i USING (
    SELECT w.*, timestamptz 'epoch' + "updateTime" * interval '1 millisecond' AS update_time,
      timestamptz 'epoch' + "scanTime" * interval '1 millisecond' AS scan_time FROM wanted w) w
  ON i.project_pk = $1 AND i.id = w.id
  WHEN MATCHED THEN UPDATE SET eps_pk = $4, image_digest = w.digest, update_time = w.update_time, update_source = w."updateSource",
    sync_time = $5, image_size = w."imageSize", is_multiarch = w."isMultiarch", scannable = w.scannable, listed = w.listed,
    domain_name = w."domainName", shared_status = w."sharedStatus", scan_status = w."scanStatus",
    scan_failed_code = w."scanFailedCode", scan_time = w.scan_time, severity = w.severity, vul_num = w."vulNum",
    unsafe_num = w."unsafeNum", malicious_num = w."maliciousNum"
  WHEN NOT MATCHED THEN INSERT (project_pk, id, registry_pk, eps_pk, natural_key, namespace, image_name, image_version, image_digest,
    update_time, update_source, sync_time, image_size, is_multiarch, scannable, listed, domain_name, shared_status,
    scan_status, scan_failed_code, scan_time, severity, vul_num, unsafe_num, malicious_num)
  VALUES ($1, w.id, $3, $4, w."naturalKey", w.namespace, w."imageName", w.tag, w.digest,
    w.update_time, w."updateSource", $5, w."imageSize", w."isMultiarch", w.scannable, w.listed, w."domainName", w."sharedStatus",
    w."scanStatus", w."scanFailedCode", w.scan_time, w.severity, w."vulNum", w."unsafeNum", w."maliciousNum")`;

/** Writes all rows in one statement. The caller holds the project lock and has found every row to differ. */
export async function mergeImages(
  tx: Transaction,
  target: WriteTarget,
  rows: readonly (ResolvedImage & { readonly id: number })[],
  at: number,
): Promise<void> {
  if (rows.length === 0) return;
  const values = [target.projectPk, toStorableJson(rows), target.registryPk, target.epsPk, new Date(at)];
  await tx.query(MERGE, values);
}
