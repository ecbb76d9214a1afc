import { byKey, storableText, THIS_PROJECT, type Transaction } from '../../database/index.ts';
import type { ScanSummary } from '../../model/index.ts';
import { lockProject } from '../lock-project.ts';
import { SCAN_COLUMN_NAMES, SCAN_COLUMNS, SCAN_FIELDS } from '../scan-columns.ts';
import { copyScans } from './copy-scans.ts';

export interface ScanResult extends ScanSummary {
  /** Why the scan failed, one sentence; null when it did not. */
  readonly failedDetail: string | null;
}

/** The detail can name what the image holds. */
const MAX_DETAIL_BYTES = 4_096;

const COLUMNS = ['scan_failed_detail', ...SCAN_COLUMN_NAMES];
const TYPES = ['text', 'text', ...SCAN_FIELDS.map((field) => SCAN_COLUMNS[field].type.sql)];

const RESULTS = `unnest(${TYPES.map((type, n) => `$${n + 2}::${type}[]`).join(', ')}) AS r (digest, ${COLUMNS.join(', ')})`;
const of = (alias: string) => `(${COLUMNS.map((column) => `${alias}.${column}`).join(', ')})`;
const DIFFERS = `${of('m')} IS DISTINCT FROM ${of('r')}`;

const DIFFERING = `SELECT r.digest FROM ${RESULTS} CROSS JOIN ${byKey('manifest', 'digest = r.digest')} AS m WHERE ${DIFFERS}`;
const UPDATE = `UPDATE manifest m SET (${COLUMNS.join(', ')}) = ROW ${of('r')} FROM ${RESULTS}
  WHERE m.project_pk = ${THIS_PROJECT} AND m.digest = r.digest AND ${DIFFERS}`;

/**
 * Stores how the scan of a digest ended, and shows it on every image that carries the digest, also as one platform of a
 * multi-arch image: one version, rows that are equal stay untouched. Unknown digests are passed over.
 */
export function saveScanResult(tx: Transaction, projectPk: number, digest: string, result: ScanResult): Promise<void> {
  return saveScanResults(tx, projectPk, new Map([[digest, result]]));
}

/** The same for several digests, in one version. */
export async function saveScanResults(
  tx: Transaction,
  projectPk: number,
  results: ReadonlyMap<string, ScanResult>,
): Promise<void> {
  const values = [projectPk, [...results.keys()], ...columnsOf([...results.values()])];
  const differing = await tx.query<{ digest: string }>(DIFFERING, values);
  if (differing.rows.length === 0) return;
  await lockProject(tx, projectPk);
  await tx.query(UPDATE, values);
  await copyScans(
    tx,
    projectPk,
    differing.rows.map((row) => row.digest),
  );
}

function columnsOf(results: readonly ScanResult[]): unknown[][] {
  const column = (pick: (result: ScanResult) => unknown) => results.map(pick);
  return [
    column(({ failedDetail }) => failedDetail && storableText(failedDetail, MAX_DETAIL_BYTES)),
    ...SCAN_FIELDS.map((field) => column((result) => storable(field, result[field]))),
  ];
}

function storable(field: keyof ScanSummary, value: unknown): unknown {
  const isTime = SCAN_COLUMNS[field].type.sql === 'timestamptz' && typeof value === 'number';
  return isTime ? new Date(Math.trunc(value)) : value;
}
