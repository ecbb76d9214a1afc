import { createHash } from 'node:crypto';
import type { Transaction } from '../../database/index.ts';
import type { Advisory } from '../records/advisory.ts';

/** Rows and characters that go to the database in one statement. */
const BATCH = { rows: 500, characters: 4 * 1024 * 1024 };

const TABLES = `
  CREATE TEMP TABLE staged_advisory (
    number integer, advisory_id text, vul_id text, cves text[], summary text, details text, cvss_score real, cvss_vector text,
    severity text, url text, published timestamptz, modified timestamptz, content_hash bytea
  ) ON COMMIT DROP;
  CREATE TEMP TABLE staged_affected (
    number integer, advisory_id text, ord integer, ecosystem text, name text, ranges jsonb, versions text[]
  ) ON COMMIT DROP`;

const INSERT = `WITH batch AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (
      number integer, "advisoryId" text, "vulId" text, cves text[], summary text, details text, "cvssScore" real, "cvssVector" text,
      severity text, url text, published timestamptz, modified timestamptz, hash text, affected jsonb)),
  affected AS (
    INSERT INTO staged_affected
    SELECT batch.number, batch."advisoryId", ord, a.ecosystem, a.name, a.ranges, a.versions
    FROM batch, ROWS FROM (jsonb_to_recordset(batch.affected) AS (ecosystem text, name text, ranges jsonb, versions text[]))
      WITH ORDINALITY AS a (ecosystem, name, ranges, versions, ord))
  INSERT INTO staged_advisory
  SELECT number, "advisoryId", "vulId", cves, summary, details, "cvssScore", "cvssVector", severity, url, published, modified,
    decode(hash, 'hex')
  FROM batch`;

const DROP_SUPERSEDED = ['staged_advisory', 'staged_affected'].map(
  (table) => `DELETE FROM ${table} WHERE number = ANY ($1::int[])`,
);

/**
 * Takes advisories of a feed into temporary tables, which end with the transaction. Of an advisory that is stored
 * unchanged, only the id and the hash are sent: the database does work only for changes.
 */
export interface Staging {
  add(advisory: Advisory, number: number): Promise<void>;
  /** Keeps the stored advisories that were not seen as they are. @returns how many */
  keepUnseen(seen: { has(advisoryId: string): boolean }): Promise<number>;
  /** Sends what is still held back and drops the superseded numbers. Call once, before the swap. */
  finish(superseded: readonly number[]): Promise<void>;
}

export async function openStaging(tx: Transaction, source: string): Promise<Staging> {
  await tx.query(TABLES);
  const stored = await findHashes(tx, source);
  let rows: string[] = [];
  let characters = 0;
  const send = async () => {
    if (rows.length > 0) await tx.query(INSERT, [`[${rows.join(',')}]`]);
    [rows, characters] = [[], 0];
  };
  const push = async (row: string) => {
    if (characters + row.length > BATCH.characters) await send();
    rows.push(row);
    characters += row.length;
    if (rows.length >= BATCH.rows) await send();
  };
  return {
    add: (advisory, number) => push(toRow(advisory, number, stored)),
    async keepUnseen(seen) {
      const unseen = [...stored].filter(([advisoryId]) => !seen.has(advisoryId));
      for (const [advisoryId, hash] of unseen) await push(JSON.stringify({ number: 0, advisoryId, hash }));
      return unseen.length;
    },
    async finish(superseded) {
      await send();
      for (const statement of DROP_SUPERSEDED) await tx.query(statement, [superseded]);
      await tx.query('ANALYZE staged_advisory (advisory_id), staged_affected (advisory_id)');
    },
  };
}

async function findHashes(tx: Transaction, source: string): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; hash: string }>(
    `SELECT advisory_id AS id, encode(content_hash, 'hex') AS hash FROM advisory WHERE source = $1`,
    [source],
  );
  return new Map(rows.map(({ id, hash }) => [id, hash]));
}

/** The hash covers everything that is stored, so equal hashes mean equal rows. */
function toRow(advisory: Advisory, number: number, stored: ReadonlyMap<string, string>): string {
  const { advisoryId } = advisory;
  const content = JSON.stringify(advisory);
  const hash = createHash('sha256').update(content).digest('hex');
  if (stored.get(advisoryId) === hash) return JSON.stringify({ number, advisoryId, hash });
  return `${content.slice(0, -1)},"hash":"${hash}","number":${number}}`;
}
