import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../database/index.ts';
import { CALLER_COLUMNS, CALLER_JOINS, type Caller, type CallerRow, toCaller } from './caller.ts';

const TOKEN_BYTES = 32;
const LIFETIME_MS = 24 * 3_600_000;
/** Expired tokens removed with each new one, so that the table holds little more than the valid ones. */
const PURGE_AT_ONCE = 100;
/** The vendor's longest X-Auth-Token. */
const MAX_TOKEN_LENGTH = 32_768;

export interface IssuedToken {
  readonly token: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export interface KnownToken {
  readonly caller: Caller;
  readonly expiresAt: number;
}

/** Issues a token for 24 hours. Only its SHA-256 is stored: whoever reads the table cannot use it. */
export async function issueToken(
  db: Db,
  holder: { projectPk: number; principalPk: number },
  now: number,
): Promise<IssuedToken> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = now + LIFETIME_MS;
  await purgeExpiredTokens(db, now, PURGE_AT_ONCE);
  await db.query(
    'INSERT INTO auth_token (token_hash, project_pk, principal_pk, issued_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
    [hashToken(token), holder.projectPk, holder.principalPk, new Date(now), new Date(expiresAt)],
  );
  return { token, issuedAt: now, expiresAt };
}

/** Who holds a token, by its hash. Null when it is unknown or expired. */
export async function loadToken(db: Db, tokenHash: Buffer, now: number): Promise<KnownToken | null> {
  const { rows } = await db.query<CallerRow & { expires_at: number }>({
    name: 'auth-load-token',
    text: `SELECT c.expires_at, ${CALLER_COLUMNS} FROM auth_token c ${CALLER_JOINS}
           WHERE c.token_hash = $1 AND c.expires_at > $2`,
    values: [tokenHash, new Date(now)],
  });
  const row = rows[0];
  return row === undefined ? null : { caller: toCaller(row), expiresAt: row.expires_at };
}

/** Removes up to `atMost` expired tokens @returns how many. */
export async function purgeExpiredTokens(db: Db, now: number, atMost: number): Promise<number> {
  const { rowCount } = await db.query(
    `DELETE FROM auth_token WHERE token_hash IN
       (SELECT token_hash FROM auth_token WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [new Date(now), atMost],
  );
  return rowCount ?? 0;
}

/** The SHA-256 under which a token is known; null for text that cannot be a token. */
export function hashOfToken(token: string): Buffer | null {
  return token.length === 0 || token.length > MAX_TOKEN_LENGTH ? null : hashToken(token);
}

function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
