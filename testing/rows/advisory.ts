import type { Db } from '../../src/database/index.ts';
import type { Tenant } from '../../src/model/index.ts';

/** What a test wants to say of an advisory; `cves` defaults to its one CVE when the id is one. */
export interface AdvisoryRow {
  readonly advisoryId: string;
  readonly source?: string;
  readonly vulId?: string;
  readonly cves?: readonly string[];
  readonly severity?: 'low' | 'medium' | 'high' | null;
  readonly cvssScore?: number | null;
  readonly summary?: string;
  readonly details?: string;
  readonly url?: string;
  readonly published?: number | null;
}

/** @returns its advisory_pk */
export async function insertAdvisory(db: Db, row: AdvisoryRow): Promise<number> {
  const source = row.source ?? 'test';
  await db.query('INSERT INTO advisory_source (source) VALUES ($1) ON CONFLICT DO NOTHING', [source]);
  const { rows } = await db.query<{ advisoryPk: number }>(
    `INSERT INTO advisory (source, advisory_id, vul_id, cves, severity, cvss_score, summary, details, url, published, modified,
       content_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), '') RETURNING advisory_pk AS "advisoryPk"`,
    [
      source,
      row.advisoryId,
      row.vulId ?? row.advisoryId,
      row.cves ?? (row.advisoryId.startsWith('CVE-') ? [row.advisoryId] : []),
      row.severity ?? null,
      row.cvssScore ?? null,
      row.summary ?? '',
      row.details ?? '',
      row.url ?? '',
      row.published === undefined || row.published === null ? null : new Date(row.published),
    ],
  );
  return rows[0]?.advisoryPk as number;
}

/** Says that an advisory hits a package. */
export async function matchPackage(
  db: Db,
  tenant: Tenant,
  packagePk: number,
  advisoryPk: number,
  match: { verdict?: 'affected' | 'undetermined'; fixedVersion?: string } = {},
): Promise<void> {
  await db.query(
    `INSERT INTO package_advisory (project_pk, package_pk, advisory_pk, verdict, fixed_version, evidence)
     VALUES ($1, $2, $3, $4, $5, 'test')`,
    [tenant.projectPk, packagePk, advisoryPk, match.verdict ?? 'affected', match.fixedVersion ?? null],
  );
}
