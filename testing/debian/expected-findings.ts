import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface DebianPackage {
  readonly name: string;
  readonly version: string;
  readonly sourceName: string;
  readonly sourceVersion: string;
}

interface OsvRecord {
  readonly id: string;
  readonly upstream?: readonly string[];
  readonly aliases?: readonly string[];
  readonly affected: readonly {
    readonly package: { readonly ecosystem: string; readonly name: string };
    readonly ranges?: readonly { readonly events: readonly { introduced?: string; fixed?: string }[] }[];
  }[];
}

/** The packages of a root file system as dpkg itself reads them. */
export function packagesByDpkg(rootfsTar: string): DebianPackage[] {
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-dpkg-'));
  try {
    execFileSync('tar', ['-xf', rootfsTar, '-C', folder, './var/lib/dpkg/status']);
    const fields = ['db:Status-Status', 'Package', 'Version', 'source:Package', 'source:Version'];
    const format = `${fields.map((field) => `\${${field}}`).join('\\t')}\\n`;
    const output = execFileSync('dpkg-query', ['--admindir', join(folder, 'var/lib/dpkg'), '-W', '-f', format], {
      encoding: 'utf8',
    });
    const rows = output
      .trim()
      .split('\n')
      .map((line) => line.split('\t') as [string, string, string, string, string]);
    const installed = rows.filter(([status]) => status === 'installed');
    return installed.map(([, name, version, sourceName, sourceVersion]) => ({
      name,
      version,
      sourceName,
      sourceVersion,
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The findings that the image must have, computed apart from the product: plain JSON files, and every order of two
 * versions asked of `dpkg --compare-versions`. @returns `CVE source version` lines, sorted
 */
export function expectedFindings(advisories: string, ecosystem: string, packages: readonly DebianPackage[]): string[] {
  const installed = new Map(packages.map((each) => [`${each.sourceName} ${each.sourceVersion}`, each]));
  const findings = new Set<string>();
  for (const record of readRecords(advisories)) {
    for (const affected of record.affected.filter((each) => each.package.ecosystem === ecosystem)) {
      for (const { sourceName, sourceVersion } of installed.values()) {
        if (sourceName !== affected.package.name || !isAffected(affected.ranges ?? [], sourceVersion)) continue;
        findings.add(`${cveOf(record)} ${sourceName} ${sourceVersion}`);
      }
    }
  }
  return [...findings].sort();
}

function readRecords(folder: string): OsvRecord[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as OsvRecord);
}

function cveOf({ id, upstream = [], aliases = [] }: OsvRecord): string {
  const cves = [...new Set([id, ...upstream, ...aliases].filter((each) => /^CVE-\d+-\d+$/.test(each)))];
  return cves.length === 1 ? (cves[0] as string) : id;
}

function isAffected(ranges: NonNullable<OsvRecord['affected'][number]['ranges']>, version: string): boolean {
  return ranges.some(({ events }) => {
    const introduced = events.some(
      (event) => event.introduced && (event.introduced === '0' || dpkg(event.introduced, 'le', version)),
    );
    const fixed = events.some((event) => event.fixed && dpkg(event.fixed, 'le', version));
    return introduced && !fixed;
  });
}

const asked = new Map<string, boolean>();

function dpkg(a: string, operator: 'le' | 'lt', b: string): boolean {
  const question = `${a} ${operator} ${b}`;
  const known = asked.get(question);
  if (known !== undefined) return known;
  const { status } = spawnSync('dpkg', ['--compare-versions', a, operator, b]);
  if (status !== 0 && status !== 1) throw new Error(`dpkg --compare-versions ${question} failed`);
  asked.set(question, status === 0);
  return status === 0;
}
