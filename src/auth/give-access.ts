import type { Transaction } from '../database/index.ts';
import { AppError, type Role, type Tenant } from '../model/index.ts';
import type { Vault } from '../secrets/index.ts';
import { type AccessKeyPair, createAccessKey } from './access-keys.ts';
import { grantRole } from './grants.ts';
import { createPrincipal, DEFAULT_DOMAIN, findPrincipal, type Principal } from './principals.ts';
import { findEnterpriseProject } from './projects.ts';

const USER_NAME = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/;

export interface AccessWish {
  readonly userName: string;
  readonly role: Role;
  /** Id of an enterprise project; null: all of them, also those to come. */
  readonly epsId: string | null;
}

/**
 * Gives a user a role in the project and an access key of its own. A user who is new is created without a password.
 * @throws AppError `invalid_parameter` for a name that is none, `not_found` for an unknown enterprise project
 */
export async function giveAccess(
  tx: Transaction,
  tenant: Tenant,
  { userName, role, epsId }: AccessWish,
  vault: Vault,
): Promise<AccessKeyPair> {
  const { principalPk } = await keepPrincipal(tx, userName);
  const epsPk = epsId === null ? null : await demandEnterpriseProject(tx, tenant, epsId);
  await grantRole(tx, tenant, { principalPk, epsPk, role });
  return createAccessKey(tx, tenant, { principalPk }, vault);
}

async function keepPrincipal(tx: Transaction, userName: string): Promise<Principal> {
  if (!USER_NAME.test(userName)) {
    const message = `${JSON.stringify(userName.slice(0, 80))} is not 1 to 64 of A-Z a-z 0-9 . _ @ -`;
    throw new AppError('invalid_parameter', `the user name ${message}`, { subject: 'user' });
  }
  const known = await findPrincipal(tx, { userName, domain: { name: DEFAULT_DOMAIN } });
  return known ?? (await createPrincipal(tx, { userName, password: null }));
}

async function demandEnterpriseProject(tx: Transaction, tenant: Tenant, epsId: string): Promise<number> {
  const epsPk = await findEnterpriseProject(tx, tenant, epsId);
  if (epsPk !== null) return epsPk;
  throw new AppError('not_found', `the project has no enterprise project ${epsId}`, { subject: epsId });
}
