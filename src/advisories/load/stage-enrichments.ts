import { type Transaction, toStorableJson } from '../../database/index.ts';
import type { Enrichment } from '../feeds/enrichment-feed.ts';

/** Takes the entries of a feed into a temporary table, which ends with the transaction. */
export interface EnrichmentStaging {
  add(entry: Enrichment): Promise<void>;
  /**
   * Makes the stored entries of the feed the staged ones; unchanged rows are not written.
   * @param complete false keeps the entries that were not staged
   * @returns how many were kept for that reason
   */
  swap(complete: boolean): Promise<number>;
}

const BATCH = 2_000;

const TABLE = 'CREATE TEMP TABLE staged_enrichment (vul_id text PRIMARY KEY, attributes jsonb NOT NULL) ON COMMIT DROP';

const STAGE = `INSERT INTO staged_enrichment
  SELECT "vulId", attributes FROM jsonb_to_recordset($1::jsonb) AS e ("vulId" text, attributes jsonb)`;

const GONE = `e.feed = $1 AND NOT EXISTS (SELECT FROM staged_enrichment s WHERE s.vul_id = e.vul_id)`;

/** The source, too: entries that now come from another place must not go with the old one. */
const UPSERT = `INSERT INTO advisory_enrichment AS e (vul_id, feed, source, attributes)
  SELECT vul_id, $1, $2, attributes FROM staged_enrichment
  ON CONFLICT (vul_id, feed) DO UPDATE SET source = excluded.source, attributes = excluded.attributes
  WHERE (e.source, e.attributes) IS DISTINCT FROM (excluded.source, excluded.attributes)`;

export async function openEnrichmentStaging(
  tx: Transaction,
  { feed, source }: { readonly feed: string; readonly source: string },
): Promise<EnrichmentStaging> {
  await tx.query(TABLE);
  let waiting: Enrichment[] = [];
  const send = async () => {
    if (waiting.length > 0) await tx.query(STAGE, [toStorableJson(waiting)]);
    waiting = [];
  };
  return {
    async add({ vulId, attributes }) {
      waiting.push({ vulId, attributes });
      if (waiting.length >= BATCH) await send();
    },
    async swap(complete) {
      await send();
      await tx.query('ANALYZE staged_enrichment');
      if (complete) await tx.query(`DELETE FROM advisory_enrichment e WHERE ${GONE}`, [feed]);
      await tx.query(UPSERT, [feed, source]);
      return complete ? 0 : countGone(tx, feed);
    },
  };
}

async function countGone(tx: Transaction, feed: string): Promise<number> {
  const { rows } = await tx.query<{ kept: number }>(
    `SELECT count(*) AS kept FROM advisory_enrichment e WHERE ${GONE}`,
    [feed],
  );
  return rows[0]?.kept ?? 0;
}
