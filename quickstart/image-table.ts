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
  readonly latest_version: boolean;
  readonly is_multiple_arch: boolean;
}

const COLUMNS: readonly [string, (row: ListedImage) => string][] = [
  ['IMAGE', (row) => [row.namespace, row.image_name].filter(Boolean).join('/')],
  ['TAG', (row) => row.image_version],
  ['SIZE', (row) => inUnits(row.image_size)],
  ['ARCH', (row) => (row.is_multiple_arch ? 'multi' : 'single')],
  ['SCAN', (row) => row.scan_status],
  ['RISK', (row) => row.severity_level ?? 'unknown'],
  ['VULNS', (row) => String(row.vul_num)],
  ['', (row) => row.scan_failed_desc ?? ''],
];

/** The images as a table for the terminal, one line each. */
export function imageTable(rows: readonly ListedImage[]): string {
  const cells = [COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, show]) => show(row)))];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((line) => (line[column] ?? '').length)));
  const lines = cells.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** Bytes in decimal units, as registries show them. */
function inUnits(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const exponent = Math.min(3, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** exponent).toFixed(1)} ${['B', 'kB', 'MB', 'GB'][exponent]}`;
}
