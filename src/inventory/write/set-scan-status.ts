import { THIS_PROJECT, type Transaction } from '../../database/index.ts';
import { OWN_STATUS_CODES, type ScanStatus } from '../../model/index.ts';
import { lockProject } from '../lock-project.ts';
import { copyScans } from './copy-scans.ts';

/** As for writing images: short lists per version. */
const DIGESTS_PER_VERSION = 500;

const OWN_STATUSES = Object.entries(OWN_STATUS_CODES).map(
  ([status, codes]) => `WHEN m.scan_failed_code IN ('${codes.join("', '")}') THEN '${status}'`,
);

/**
 * `unscanned` gives a digest back: it returns to what its last finished scan said, whose failure code is kept for that
 * while it waits; without one it is unscanned.
 */
const TARGET = `CASE WHEN $3::text <> 'unscanned' THEN $3::text WHEN m.scan_time IS NULL THEN 'unscanned'
  WHEN m.scan_failed_code IS NULL THEN 'succeeded' ${OWN_STATUSES.join(' ')} ELSE 'failed' END`;

const DIFFERING = `SELECT FROM manifest m WHERE m.project_pk = ${THIS_PROJECT} AND m.digest = ANY ($2) AND m.kind <> 'index'
  AND m.scan_status <> ${TARGET} LIMIT 1`;

const UPDATE = `UPDATE manifest m SET scan_status = ${TARGET} WHERE m.project_pk = ${THIS_PROJECT} AND m.digest = ANY ($2)
  AND m.kind <> 'index' AND m.scan_status <> ${TARGET}`;

/**
 * Moves digests through the life of a scan: `queued`, `scanning`, or `unscanned` when nobody wants them scanned any more.
 * Counters and severity of the last finished scan stay until the next one ends. Manifests, platforms and images change
 * in one version per 500 digests; rows that say so already, unknown digests and indexes stay untouched.
 */
export async function setScanStatus(
  tx: Transaction,
  projectPk: number,
  digests: readonly string[],
  status: Extract<ScanStatus, 'unscanned' | 'queued' | 'scanning'>,
): Promise<void> {
  for (let start = 0; start < digests.length; start += DIGESTS_PER_VERSION) {
    await setSome(tx, projectPk, digests.slice(start, start + DIGESTS_PER_VERSION), status);
  }
}

async function setSome(tx: Transaction, projectPk: number, digests: readonly string[], status: string): Promise<void> {
  const values = [projectPk, digests, status];
  const differing = await tx.query(DIFFERING, values);
  if (differing.rowCount === 0) return;
  await lockProject(tx, projectPk);
  await tx.query(UPDATE, values);
  await copyScans(tx, projectPk, digests);
}
