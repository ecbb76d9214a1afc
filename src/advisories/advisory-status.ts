import type { Db } from '../database/index.ts';

/** State of one configured source. Times are milliseconds since 1970. */
export interface AdvisorySourceStatus {
  /** The source without user, password and query of a URL, which may hold secrets. */
  readonly source: string;
  readonly status: 'pending' | 'ok' | 'partial' | 'failed';
  /** One sentence, null when all is well. */
  readonly reason: string | null;
  readonly loaded: number;
  readonly rejected: number;
  /** The first 100 of these by name, with the reason; broken ones first. */
  readonly rejects: readonly { readonly name: string; readonly reason: string }[];
  /** Last time the source was asked, with whatever outcome. */
  readonly checkedAt: number | null;
  /** When the advisories now stored were taken over: their age. */
  readonly loadedAt: number | null;
}

/** Every source with its state and age, for readiness and metrics. */
export async function listAdvisorySources(db: Db): Promise<AdvisorySourceStatus[]> {
  const { rows } = await db.query<AdvisorySourceStatus>(
    `SELECT source, status, reason, loaded, rejected, rejects, checked_at AS "checkedAt", loaded_at AS "loadedAt"
     FROM advisory_source ORDER BY source`,
  );
  return rows.map((row) => ({ ...row, source: withoutSecrets(row.source) }));
}

/** A source as it may be shown: a URL loses user, password and query, which may hold a token. */
export function withoutSecrets(source: string): string {
  if (!URL.canParse(source) || !/^https?:/i.test(source)) return source;
  const { protocol, host, pathname } = new URL(source);
  return `${protocol}//${host}${pathname}`;
}
