import { randomInt } from 'node:crypto';
import { type Db, type Pool, pendingMigrations, type Transaction } from '../database/index.ts';
import { AppError, type Tenant } from '../model/index.ts';
import type { Vault } from '../secrets/index.ts';
import { CALLER_COLUMNS, CALLER_JOINS, type Caller, type CallerRow, toCaller } from './caller.ts';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ACCESS_KEY = /^[A-Za-z0-9_-]{1,128}$/;
/** Printable ASCII, which the configuration file of any client can hold without quotes. */
const SECRET_KEY = /^[!-~]{16,128}$/;

export interface AccessKeyPair {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** An access key with its secret and who calls with it. */
export interface KnownAccessKey {
  readonly secretKey: string;
  readonly caller: Caller;
}

/**
 * Creates an access key of a user in a project; parts that are not given are made at random (20 and 40 characters).
 * The secret is sealed before it is stored and returned this once. Throws `conflict` or `invalid_parameter`.
 */
export async function createAccessKey(
  tx: Transaction,
  tenant: Tenant,
  key: { principalPk: number; accessKey?: string | undefined; secretKey?: string | undefined },
  vault: Vault,
): Promise<AccessKeyPair> {
  const pair = { accessKey: key.accessKey ?? random(20, UPPER), secretKey: key.secretKey ?? random(40, MIXED) };
  checkPair(pair);
  const sealed = vault.seal(pair.secretKey, accessKeyContext(pair.accessKey));
  const { rowCount } = await tx.query(
    `INSERT INTO access_key (access_key, project_pk, principal_pk, secret_sealed) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [pair.accessKey, tenant.projectPk, key.principalPk, sealed],
  );
  if (rowCount === 0) throw new AppError('conflict', `the access key ${pair.accessKey} exists`);
  return pair;
}

/** Revokes an access key; running processes notice within seconds (`CREDENTIAL_CACHE_MS`). Throws `not_found`. */
export async function deactivateAccessKey(db: Db, tenant: Tenant, accessKey: string): Promise<void> {
  const { rowCount } = await db.query(
    'UPDATE access_key SET active = false WHERE project_pk = $1 AND access_key = $2',
    [tenant.projectPk, accessKey],
  );
  if (rowCount === 0) throw new AppError('not_found', `the project has no access key ${accessKey}`);
}

/** Loads an active access key and unseals its secret. Null when there is none. @throws AppError `internal` */
export async function loadAccessKey(db: Db, accessKey: string, vault: Vault): Promise<KnownAccessKey | null> {
  const { rows } = await db.query<CallerRow & { secret_sealed: Buffer }>({
    name: 'auth-load-access-key',
    text: `SELECT c.secret_sealed, ${CALLER_COLUMNS} FROM access_key c ${CALLER_JOINS}
           WHERE c.access_key = $1 AND c.active`,
    values: [accessKey],
  });
  const row = rows[0];
  if (row === undefined) return null;
  return { secretKey: unsealSecret(row.secret_sealed, accessKey, vault), caller: toCaller(row) };
}

/**
 * Tries the master key on a stored secret, so that a wrong one is reported at the start and not to the first caller.
 * @throws AppError `config_invalid` when the secrets of this database were sealed with another key
 */
export async function checkVault(db: Db, vault: Vault): Promise<void> {
  const { rows } = await db.query<{ accessKey: string; sealed: Buffer }>(
    'SELECT access_key AS "accessKey", secret_sealed AS sealed FROM access_key ORDER BY created_at LIMIT 1',
  );
  const [first] = rows;
  if (!first) return;
  try {
    vault.unseal(first.sealed, accessKeyContext(first.accessKey));
  } catch (cause) {
    const message =
      'HULLWATCH_MASTER_KEY does not open the secrets of this database; use the key they were sealed with';
    throw new AppError('config_invalid', message, { cause });
  }
}

/** As `checkVault`; does nothing while migrations are pending, because the table may not exist yet. */
export async function refuseWrongKey(pool: Pool, vault: Vault): Promise<void> {
  if ((await pendingMigrations(pool)).length === 0) await checkVault(pool, vault);
}

/** A secret that cannot be unsealed (another master key, a changed row) is an internal error, not a mistake of the caller. */
function unsealSecret(sealed: Buffer, accessKey: string, vault: Vault): string {
  try {
    return vault.unseal(sealed, accessKeyContext(accessKey));
  } catch (cause) {
    throw new AppError('internal', `the secret of the access key ${accessKey} cannot be unsealed`, { cause });
  }
}

/** Binds a sealed secret to its key, so that a row of the table cannot be exchanged for another. */
export function accessKeyContext(accessKey: string): string {
  return `access-key:${accessKey}`;
}

function checkPair(pair: AccessKeyPair): void {
  if (!ACCESS_KEY.test(pair.accessKey)) {
    throw new AppError('invalid_parameter', 'an access key is 1 to 128 of A-Z a-z 0-9 - _', { subject: 'access key' });
  }
  if (!SECRET_KEY.test(pair.secretKey)) {
    throw new AppError('invalid_parameter', 'a secret key is 16 to 128 printable ASCII characters without blanks', {
      subject: 'secret key',
    });
  }
}

function random(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
