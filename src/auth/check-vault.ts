import { type Db, type Pool, pendingMigrations } from '../database/index.ts';
import { AppError } from '../model/index.ts';
import type { Vault } from '../secrets/index.ts';
import { accessKeyContext } from './access-keys.ts';

/**
 * Tries the master key on a stored secret, so that a wrong one is told at the start and not by the first caller.
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

/** As `checkVault`, but a database that still waits for migrations is left to them. */
export async function refuseWrongKey(pool: Pool, vault: Vault): Promise<void> {
  if ((await pendingMigrations(pool)).length === 0) await checkVault(pool, vault);
}
