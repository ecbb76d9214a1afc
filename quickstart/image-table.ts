import { textTable } from './text-table.ts';

/** One row of the list call, the fields shown here. */
export interface ListedImage {
  readonly namespace: string;
  readonly image_name: string;
  readonly image_version: string;
  readonly image_id: string;
  readonly image_type: string;
  readonly image_size: number;
  readonly scan_status: string;
  readonly scan_failed_desc?: string;
  readonly severity_level?: string;
  readonly vul_num: number;
  readonly is_multiple_arch: boolean;
}

const TITLES = ['IMAGE', 'TAG', 'SIZE', 'ARCH', 'SCAN', 'RISK', 'VULNS', ''];

/** The images as a table for the terminal, one line each. */
export function imageTable(rows: readonly ListedImage[]): string {
  return textTable(TITLES, rows.map(cells));
}

/** `namespace/name:tag`, as people write it. */
export function imageReference({ namespace, image_name, image_version }: ListedImage): string {
  return `${[namespace, image_name].filter(Boolean).join('/')}:${image_version}`;
}

function cells(row: ListedImage): string[] {
  const name = [row.namespace, row.image_name].filter(Boolean).join('/');
  const kind = row.is_multiple_arch ? 'multi' : 'single';
  const risk = row.severity_level ?? 'unknown';
  const { image_version, scan_status, vul_num, scan_failed_desc = '' } = row;
  return [name, image_version, inUnits(row.image_size), kind, scan_status, risk, `${vul_num}`, scan_failed_desc];
}

/** Bytes in decimal units, as registries show them. */
function inUnits(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const exponent = Math.min(3, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** exponent).toFixed(1)} ${['B', 'kB', 'MB', 'GB'][exponent]}`;
}
