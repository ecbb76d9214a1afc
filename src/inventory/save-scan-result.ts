import type { ScanSummary } from '../model/index.ts';
import type { Transaction } from '../runtime/index.ts';
import { copyScans } from './copy-scans.ts';
import { lockProject } from './lock-project.ts';

export interface ScanResult extends ScanSummary {
  /** Why the scan failed, one sentence; null when it did not. */
  readonly failedDetail: string | null;
}

const RESULT = `($3::text, $4::text, $5::text, $6::timestamptz, $7::text, $8::integer, $9::integer, $10::integer)`;
const STORED = `(m.scan_status, m.scan_failed_code, m.scan_failed_detail, m.scan_time, m.severity, m.vul_num, m.unsafe_num, m.malicious_num)`;
const DIFFERS = `m.project_pk = $1 AND m.digest = $2 AND ${STORED} IS DISTINCT FROM ${RESULT}`;

/**
 * Stores how the scan of a digest ended, and shows it on every image that carries the digest, also as one platform of a
 * multi-arch image: one version, rows that are equal stay untouched. Unknown digests are passed over.
 */
export async function saveScanResult(
  tx: Transaction,
  projectPk: number,
  digest: string,
  result: ScanResult,
): Promise<void> {
  const values = [projectPk, digest, ...resultValues(result)];
  const text = `SELECT FROM manifest m WHERE ${DIFFERS}`;
  if ((await tx.query(text, values)).rowCount === 0) return;
  await lockProject(tx, projectPk);
  await tx.query(
    `UPDATE manifest m SET (scan_status, scan_failed_code, scan_failed_detail, scan_time, severity, vul_num, unsafe_num,
      malicious_num) = ROW ${RESULT} WHERE ${DIFFERS}`,
    values,
  );
  await copyScans(tx, projectPk, [digest]);
}

function resultValues(result: ScanResult): unknown[] {
  return [
    result.scanStatus,
    result.scanFailedCode,
    result.failedDetail,
    result.scanTime === null ? null : new Date(Math.trunc(result.scanTime)),
    result.severity,
    result.vulNum,
    result.unsafeNum,
    result.maliciousNum,
  ];
}
