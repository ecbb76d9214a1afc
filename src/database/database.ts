import pg from 'pg';
import { AppError } from '../model/index.ts';

/** A pool or a client inside a transaction: what every SQL function takes first. */
export type Db = Pick<pg.Pool, 'query'>;
export type Pool = pg.Pool;
export type Transaction = pg.PoolClient;

const INT8 = 20;
const TIMESTAMPTZ = 1184;
const INT8_ARRAY = 1016;

/**
 * Opens a pool whose rows hold plain JavaScript: int8 as number (error above 2^53 - 1),
 * timestamptz as milliseconds since 1970 (number). Pass times as `new Date(ms)`.
 */
export function openPool(
  connection: string | pg.PoolConfig,
  options: { max?: number; statementTimeoutMs?: number | undefined } = {},
): Pool {
  const config = typeof connection === 'string' ? { connectionString: connection } : connection;
  const pool = new pg.Pool({
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    application_name: 'hullwatch',
    ...(options.statementTimeoutMs && { statement_timeout: options.statementTimeoutMs }),
    ...config,
    types: { getTypeParser } as unknown as pg.CustomTypesConfig,
  });
  // A client that loses its server emits 'error', idle ones on the pool, those in use on themselves. Its query rejects
  // too and the pool replaces it, so there is nothing to do here but not to end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Runs `work` in one transaction: COMMIT when it returns, ROLLBACK when it throws. */
export async function inTransaction<T>(pool: Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const tx = await pool.connect();
  let broken: Error | undefined;
  try {
    await tx.query('BEGIN');
    const result = await work(tx);
    await tx.query('COMMIT');
    return result;
  } catch (error) {
    await tx.query('ROLLBACK').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    tx.release(broken);
  }
}

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (format !== 'binary') {
    if (oid === INT8) return parseSafeInteger;
    if (oid === TIMESTAMPTZ) return parseTime;
    if (oid === INT8_ARRAY) return (text: string) => text.slice(1, -1).split(',').filter(Boolean).map(parseSafeInteger);
  }
  return pg.types.getTypeParser(oid, format as 'text');
}

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new AppError('internal', `database number ${text} is above 2^53 - 1`);
  return value;
}

const parseDate = pg.types.getTypeParser(TIMESTAMPTZ) as (text: string) => Date;

function parseTime(text: string): number {
  return parseDate(text).getTime();
}
