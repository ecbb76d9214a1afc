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
interface Page {
  readonly total_num: number;
  readonly data_list: readonly Finding[];
}

const PAGE = 200;
const TITLES = ['VULNERABILITY', 'RISK', 'PACKAGE', 'INSTALLED', 'FIXED IN', 'ADVISORY', 'LAYER'];

/** Why an image has its risk: each vulnerability with package, installed and fixed version, advisory and layer. */
export async function explainImage(client: HssClient, image: ListedImage, atMost: number): Promise<string> {
  const { total, findings } = await readFindings(client, image, atMost);
  if (total === 0) return 'no known vulnerability';
  const rest = total > findings.length ? `\n… ${findings.length} of ${total} shown; --explain shows all` : '';
  return `${textTable(TITLES, findings.map(cells))}${rest}`;
}

async function readFindings(client: HssClient, image: ListedImage, atMost: number) {
  const findings: Finding[] = [];
  let total = 0;
  do {
    const page = await client.call<Page>(
      'GET',
      `${pathOf(image)}&limit=${Math.min(PAGE, atMost)}&offset=${findings.length}`,
    );
    findings.push(...page.data_list);
    total = page.total_num;
    if (page.data_list.length === 0) break;
  } while (findings.length < Math.min(total, atMost));
  return { total, findings };
}

function pathOf({ image_id, image_type, namespace, image_name, image_version }: ListedImage): string {
  const query = new URLSearchParams({ image_type, namespace, image_name, tag_name: image_version });
  return `/image/${image_id}/vulnerabilities?${query}&enterprise_project_id=all_granted_eps`;
}

function cells(finding: Finding): string[] {
  const { vul_id, severity_level = '', app_name, version, fixed_version = 'no fix known', advisory_ids = [] } = finding;
  const layer = finding.position?.slice(0, 'sha256:'.length + 12) ?? '';
  return [vul_id, severity_level, app_name, version, fixed_version, advisory_ids.join(' '), layer];
}
