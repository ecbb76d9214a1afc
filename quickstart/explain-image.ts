import type { StageState } from '../src/model/index.ts';
import type { HssClient } from './hss-client.ts';
import type { ListedImage } from './image-table.ts';
import { textTable } from './text-table.ts';

/** One row of ListImageVulnerabilities, the fields shown here. */
interface Finding {
  readonly vul_id: string;
  readonly app_name: string;
  readonly version: string;
  readonly fixed_version?: string;
  readonly severity_level?: string;
  readonly advisory_ids?: readonly string[];
  /** Digest of the layer that brought the package in. */
  readonly position?: string;
}
/** One row of ListImageScanStages, the fields shown here. */
interface Stage {
  readonly stage: string;
  readonly status: StageState;
  readonly reason?: string;
}
interface Page<Row> {
  readonly total_num: number;
  readonly data_list: readonly Row[];
}

const PAGE = 200;
const TITLES = ['VULNERABILITY', 'RISK', 'PACKAGE', 'INSTALLED', 'FIXED IN', 'ADVISORY', 'LAYER'];

/**
 * Why an image has its risk: each vulnerability with package, installed and fixed version, advisory and layer, and then
 * what could not be read or judged.
 */
export async function explainImage(client: HssClient, image: ListedImage, atMost: number): Promise<string> {
  const { total, rows } = await readRows<Finding>(client, pathOf(image, 'vulnerabilities'), atMost);
  const rest = total > rows.length ? [`… ${rows.length} of ${total} shown; --explain shows all`] : [];
  const gaps = await readGaps(client, image);
  const none = gaps.length === 0 ? 'no known vulnerability' : 'no vulnerability found in what could be read and judged';
  return [total === 0 ? none : textTable(TITLES, rows.map(cells)), ...rest, ...gaps].join('\n');
}

/** One line for each stage that did not end well. Platforms of a multi-arch image mostly have the same gap. */
async function readGaps(client: HssClient, image: ListedImage): Promise<string[]> {
  const { rows } = await readRows<Stage>(client, pathOf(image, 'scan-stages'), Number.POSITIVE_INFINITY);
  const gaps = rows.filter(({ status }) => status !== 'ok');
  return [...new Set(gaps.map(({ stage, status, reason }) => `${stage} ${status}: ${reason ?? 'no reason was kept'}`))];
}

async function readRows<Row>(client: HssClient, path: string, atMost: number) {
  const rows: Row[] = [];
  let total = 0;
  do {
    const range = `&limit=${Math.min(PAGE, atMost)}&offset=${rows.length}`;
    const page = await client.call<Page<Row>>('GET', `${path}${range}`);
    rows.push(...page.data_list);
    total = page.total_num;
    if (page.data_list.length === 0) break;
  } while (rows.length < Math.min(total, atMost));
  return { total, rows };
}

function pathOf({ image_id, image_type, namespace, image_name, image_version }: ListedImage, what: string): string {
  const query = new URLSearchParams({ image_type, namespace, image_name, tag_name: image_version });
  return `/image/${image_id}/${what}?${query}&enterprise_project_id=all_granted_eps`;
}

function cells(finding: Finding): string[] {
  const { vul_id, severity_level = '', app_name, version, fixed_version = 'no fix known', advisory_ids = [] } = finding;
  const layer = finding.position?.slice(0, 'sha256:'.length + 12) ?? '';
  return [vul_id, severity_level, app_name, version, fixed_version, advisory_ids.join(' '), layer];
}
