import { SCAN_COUNTERS, SCAN_STATUSES, type ScanCounter, type ScanSummary, SEVERITIES } from '../model/index.ts';
import { type ColumnType, columnName, integer, nullable, text, time } from './column-types.ts';

interface ScanColumn<V> {
  readonly type: ColumnType<V>;
  /** What an image or platform shows of its manifest `m`, which may be missing. */
  readonly ofManifest: string;
  /** In `image_change` too: what filters and orders of the list look at. */
  readonly logged?: 'array';
}

/** Statuses of a scan that failed, the gravest first: only with one of them a failure code is shown. */
export const FAILED_STATUSES = `'failed', 'download_failed', 'oversized'`;

const STATE = {
  scanStatus: { type: text(...SCAN_STATUSES), ofManifest: `coalesce(m.scan_status, 'unscanned')`, logged: 'array' },
  scanFailedCode: {
    type: nullable(text<NonNullable<ScanSummary['scanFailedCode']>>()),
    ofManifest: `CASE WHEN m.scan_status IN (${FAILED_STATUSES}) THEN m.scan_failed_code END`,
  },
  scanTime: { type: nullable(time), ofManifest: 'm.scan_time', logged: 'array' },
  severity: { type: nullable(text(...SEVERITIES)), ofManifest: 'm.severity', logged: 'array' },
} as const satisfies Record<string, ScanColumn<unknown>>;

export const COUNTER_FIELDS = Object.keys(SCAN_COUNTERS) as ScanCounter[];
export const COUNTER_COLUMNS = COUNTER_FIELDS.map(columnName);

const COUNTERS = Object.fromEntries(
  COUNTER_FIELDS.map((field) => [
    field,
    { type: integer, ofManifest: `coalesce(m.${columnName(field)}, 0)`, logged: 'array' },
  ]),
) as Record<ScanCounter, ScanColumn<number>>;

/**
 * The columns that a scan fills, by field of `ScanSummary`. They stand in `manifest`, where the scan ends, and are copied to
 * `image` and `image_child`.
 */
export const SCAN_COLUMNS: { readonly [Field in keyof ScanSummary]: ScanColumn<ScanSummary[Field]> } = {
  ...STATE,
  ...COUNTERS,
};

export const SCAN_FIELDS = Object.keys(SCAN_COLUMNS) as (keyof ScanSummary)[];
export const SCAN_COLUMN_NAMES = SCAN_FIELDS.map(columnName);

/** What an image or platform shows of its manifest `m`, in the order of `SCAN_COLUMN_NAMES`. */
export const SCAN_OF_MANIFEST = SCAN_FIELDS.map((field) => SCAN_COLUMNS[field].ofManifest).join(', ');

/** The scan columns of a table alias, as a list. */
export function scanColumnsOf(alias: string): string {
  return SCAN_COLUMN_NAMES.map((name) => `${alias}.${name}`).join(', ');
}
