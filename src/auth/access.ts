import type { Db, Transaction } from '../database/index.ts';
import { AppError, type Role, type Tenant } from '../model/index.ts';
import type { Vault } from '../secrets/index.ts';
import { type AccessKeyPair, createAccessKey } from './access-keys.ts';
import { createPrincipal, DEFAULT_DOMAIN, findPrincipal, type Principal } from './principals.ts';
import { findEnterpriseProject } from './projects.ts';

const USER_NAME = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/;

export interface AccessRequest {
  readonly userName: string;
  readonly role: Role;
  /** Id of an enterprise project; null: all of them, also those to come. */
  readonly epsId: string | null;
}

/** A user of a project with what it may do there and the keys it has. */
export interface UserAccess {
  readonly userName: string;
  readonly hasPassword: boolean;
  /** `epsId` null: in all enterprise projects. */
  readonly roles: readonly { readonly role: Role; readonly epsId: string | null }[];
  /** `createdAt` in milliseconds since 1970. Revoked keys stay listed. */
  readonly keys: readonly { readonly accessKey: string; readonly active: boolean; readonly createdAt: number }[];
}

const LIST = `SELECT p.user_name AS "userName", p.password_hash IS NOT NULL AS "hasPassword",
    (SELECT coalesce(json_agg(json_build_object('role', g.role, 'epsId', e.eps_id) ORDER BY g.eps_pk NULLS FIRST), '[]')
      FROM principal_grant g LEFT JOIN enterprise_project e ON e.project_pk = g.project_pk AND e.eps_pk = g.eps_pk
      WHERE g.project_pk = $1 AND g.principal_pk = p.principal_pk) AS roles,
    (SELECT coalesce(json_agg(json_build_object('accessKey', k.access_key, 'active', k.active,
        'createdAt', floor(extract(epoch FROM k.created_at) * 1000)) ORDER BY k.created_at, k.access_key), '[]')
      FROM access_key k WHERE k.project_pk = $1 AND k.principal_pk = p.principal_pk) AS keys
  FROM principal p WHERE EXISTS (SELECT FROM principal_grant g WHERE g.project_pk = $1 AND g.principal_pk = p.principal_pk)
    OR EXISTS (SELECT FROM access_key k WHERE k.project_pk = $1 AND k.principal_pk = p.principal_pk)
  ORDER BY p.user_name, p.domain_name`;

/**
 * Gives a user a role in the project and an access key of its own. A new user has no password.
 * @throws AppError `invalid_parameter` for a malformed name, `not_found` for an unknown enterprise project
 */
export async function grantAccess(
  tx: Transaction,
  tenant: Tenant,
  { userName, role, epsId }: AccessRequest,
  vault: Vault,
): Promise<AccessKeyPair> {
  const { principalPk } = await getOrCreatePrincipal(tx, userName);
  const epsPk = epsId === null ? null : await epsPkOf(tx, tenant, epsId);
  await grantRole(tx, tenant, { principalPk, epsPk, role });
  return createAccessKey(tx, tenant, { principalPk }, vault);
}

/**
 * Gives a user a role in one enterprise project (`epsPk`) or in all of them (null), replacing the role it had there.
 * Throws `not_found` when the project has no such enterprise project.
 */
export async function grantRole(
  tx: Transaction,
  tenant: Tenant,
  grant: { principalPk: number; epsPk: number | null; role: Role },
): Promise<void> {
  const { principalPk, epsPk, role } = grant;
  if (epsPk !== null) await requireEnterpriseProject(tx, tenant, epsPk);
  await tx.query(
    `INSERT INTO principal_grant (project_pk, principal_pk, eps_pk, role) VALUES ($1, $2, $3, $4)
     ON CONFLICT (project_pk, principal_pk, eps_pk) DO UPDATE SET role = excluded.role`,
    [tenant.projectPk, principalPk, epsPk, role],
  );
}

/** Everyone who may do something in the project, by name. */
export async function listAccess(db: Db, tenant: Tenant): Promise<UserAccess[]> {
  return (await db.query<UserAccess>(LIST, [tenant.projectPk])).rows;
}

async function getOrCreatePrincipal(tx: Transaction, userName: string): Promise<Principal> {
  if (!USER_NAME.test(userName)) {
    const message = `${JSON.stringify(userName.slice(0, 80))} is not 1 to 64 of A-Z a-z 0-9 . _ @ -`;
    throw new AppError('invalid_parameter', `the user name ${message}`, { subject: 'user' });
  }
  const known = await findPrincipal(tx, { userName, domain: { name: DEFAULT_DOMAIN } });
  return known ?? (await createPrincipal(tx, { userName, password: null }));
}

async function epsPkOf(tx: Transaction, tenant: Tenant, epsId: string): Promise<number> {
  const epsPk = await findEnterpriseProject(tx, tenant, epsId);
  if (epsPk !== null) return epsPk;
  const remedy = '`hullwatch project divide` adds one';
  throw new AppError('not_found', `the project has no enterprise project ${epsId}; ${remedy}`, { subject: epsId });
}

async function requireEnterpriseProject(tx: Transaction, tenant: Tenant, epsPk: number): Promise<void> {
  const { rowCount } = await tx.query('SELECT FROM enterprise_project WHERE project_pk = $1 AND eps_pk = $2', [
    tenant.projectPk,
    epsPk,
  ]);
  if (rowCount === 0) throw new AppError('not_found', 'the project has no such enterprise project');
}
