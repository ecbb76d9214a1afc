import type { Db } from '../database/index.ts';

/** State of one configured source. Times are milliseconds since 1970. */
export interface AdvisorySourceStatus {
  /** `advisories`, or the name of the enrichment feed that comes from this source. */
  readonly feed: string;
  /** Folder, zip or URL, without user, password and query of a URL, which may hold secrets. */
  readonly source: string;
  readonly status: 'pending' | 'ok' | 'partial' | 'failed';
  /** One sentence, null when all is well. */
  readonly reason: string | null;
  readonly loaded: number;
  readonly rejected: number;
  /** The first 100 of these by name, with the reason; broken ones first. */
  readonly rejects: readonly { readonly name: string; readonly reason: string }[];
  /** Last time the source was looked at, with whatever outcome. */
  readonly checkedAt: number | null;
  /** When what is now stored of the source was taken over: its age. */
  readonly loadedAt: number | null;
}

/** Every source with its state and age, for people, readiness and metrics; those of advisories first. */
export async function listAdvisorySources(db: Db): Promise<AdvisorySourceStatus[]> {
  const { rows } = await db.query<AdvisorySourceStatus>(
    `SELECT feed, source, status, reason, loaded, rejected, rejects, checked_at AS "checkedAt", loaded_at AS "loadedAt"
     FROM advisory_source ORDER BY feed <> 'advisories', source`,
  );
  return rows.map((row) => ({ ...row, source: withoutSecrets(placeOf(row)) }));
}

/** Enrichment sources are stored as they are configured: `feed=place`. */
function placeOf({ feed, source }: Pick<AdvisorySourceStatus, 'feed' | 'source'>): string {
  return source.startsWith(`${feed}=`) ? source.slice(feed.length + 1) : source;
}

/** A source as it may be shown: a URL loses user, password and query, which may hold a token. */
export function withoutSecrets(source: string): string {
  const [, feed = '', place = source] = /^([a-z0-9-]+=)(https?:.*)$/is.exec(source) ?? [];
  if (!URL.canParse(place) || !/^https?:/i.test(place)) return source;
  const { protocol, host, pathname } = new URL(place);
  return `${feed}${protocol}//${host}${pathname}`;
}
