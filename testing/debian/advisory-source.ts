import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DebianPackage } from './expected-findings.ts';

const SHARED = fileURLToPath(new URL('../../../shared/advisories/debian-12-changelog-osv', import.meta.url));

export interface AdvisorySource {
  readonly folder: string;
  readonly ecosystem: string;
  /** Said in the test's output: which data was used. */
  readonly origin: string;
}

/** Real records of Debian 12, where they lie beside the project. */
export function debianAdvisories(codename: string): AdvisorySource | null {
  if (codename !== 'bookworm' || !existsSync(SHARED)) return null;
  return { folder: SHARED, ecosystem: 'Debian:12', origin: '../shared/advisories/debian-12-changelog-osv' };
}

/** Three records a source package: fixed just below, exactly at and just above what is installed, by dpkg's own order. */
export function madeAdvisories(packages: readonly DebianPackage[]): AdvisorySource {
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-osv-'));
  mkdirSync(folder, { recursive: true });
  const sources = new Map(packages.map((each) => [each.sourceName, each.sourceVersion]));
  let number = 1000;
  for (const [name, version] of sources) {
    for (const fixed of [`${version}~`, version, `${version}+deb1`]) {
      const id = `CVE-2000-${number++}`;
      writeFileSync(join(folder, `${id}.json`), JSON.stringify(record(id, name, fixed)));
    }
  }
  return { folder, ecosystem: 'Debian:12', origin: 'records made for the packages at hand' };
}

function record(id: string, name: string, fixed: string) {
  const range = { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] };
  const affected = [{ package: { ecosystem: 'Debian:12', name }, ranges: [range] }];
  return { schema_version: '1.6.0', id, modified: '2026-01-01T00:00:00Z', affected };
}
