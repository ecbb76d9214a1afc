import { createHash } from 'node:crypto';
import type { Db, Transaction } from '../database/index.ts';
import { AppError } from '../model/index.ts';
import { hashPassword } from './passwords.ts';

export const DEFAULT_DOMAIN = 'hullwatch';

export interface Principal {
  readonly principalPk: number;
  readonly domainName: string;
  readonly userName: string;
}

/** Creates a user; without a password it can only use access keys. Throws `conflict` when the name is taken. */
export async function createPrincipal(
  tx: Transaction,
  user: { domainName?: string; userName: string; password: string | null },
): Promise<Principal> {
  const domainName = user.domainName ?? DEFAULT_DOMAIN;
  const passwordHash = user.password === null ? null : await hashPassword(user.password);
  const { rows } = await tx.query<{ principal_pk: number }>(
    `INSERT INTO principal (domain_name, user_name, password_hash) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING principal_pk`,
    [domainName, user.userName, passwordHash],
  );
  const principalPk = rows[0]?.principal_pk;
  if (principalPk === undefined) throw new AppError('conflict', `the user ${user.userName} exists`);
  return { principalPk, domainName, userName: user.userName };
}

/** Sets a new password and ends every token of the user. Throws `not_found` for an unknown user. */
export async function setPassword(tx: Transaction, principalPk: number, password: string): Promise<void> {
  const { rowCount } = await tx.query('UPDATE principal SET password_hash = $2 WHERE principal_pk = $1', [
    principalPk,
    await hashPassword(password),
  ]);
  if (rowCount === 0) throw new AppError('not_found', 'there is no such user');
  await tx.query('DELETE FROM auth_token WHERE principal_pk = $1', [principalPk]);
}

/** A user by name and the domain it is in, which may be given by name or by id. Null when there is none. */
export async function findPrincipal(
  db: Db,
  user: { userName: string; domain: { name?: string | undefined; id?: string | undefined } },
): Promise<(Principal & { passwordHash: string | null }) | null> {
  const { rows } = await db.query<{
    principal_pk: number;
    domain_name: string;
    user_name: string;
    password_hash: string | null;
  }>('SELECT principal_pk, domain_name, user_name, password_hash FROM principal WHERE user_name = $1', [user.userName]);
  const { name, id } = user.domain;
  const row = rows.find(({ domain_name }) =>
    name === undefined ? domainId(domain_name) === id : domain_name === name,
  );
  if (row === undefined) return null;
  const { principal_pk: principalPk, domain_name: domainName, user_name: userName, password_hash: passwordHash } = row;
  return { principalPk, domainName, userName, passwordHash };
}

/** Domains and users have names only. The ids in answers of identity calls are derived from the names, so they never change. */
export function domainId(domainName: string): string {
  return stableId(`domain ${domainName}`);
}

export function userId(principal: Principal): string {
  return stableId(`user ${principal.principalPk} ${principal.domainName}`);
}

function stableId(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
