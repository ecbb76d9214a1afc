import type { Db } from '../database/index.ts';
import type { Role, Tenant } from '../model/index.ts';

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

/** Everyone who may do something in the project, by name. */
export async function listAccess(db: Db, tenant: Tenant): Promise<UserAccess[]> {
  return (await db.query<UserAccess>(LIST, [tenant.projectPk])).rows;
}
