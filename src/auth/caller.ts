import type { Role, Tenant } from '../model/index.ts';

/** The role of a principal in one enterprise project of a project, or in all of them (`epsPk` null). */
export interface Grant {
  readonly epsPk: number | null;
  readonly role: Role;
}

/** Who is calling, in which project, with which rights. Known from a verified signature or token only. */
export interface Caller {
  readonly principalPk: number;
  readonly domainName: string;
  readonly userName: string;
  readonly tenant: Tenant;
  readonly projectName: string;
  readonly grants: readonly Grant[];
}

/** What an operation requires, as `contract/schema/operation` declares it. */
export type AccessScope = 'read' | 'operate' | 'administer';

/** The columns of a caller, for a query that names the credential `c` (with project_pk and principal_pk). */
export const CALLER_COLUMNS = `p.project_pk, p.project_id, p.project_name, u.principal_pk, u.domain_name, u.user_name,
  coalesce((SELECT json_agg(json_build_object('epsPk', g.eps_pk, 'role', g.role)) FROM principal_grant g
            WHERE g.project_pk = c.project_pk AND g.principal_pk = c.principal_pk), '[]') AS grants`;

export const CALLER_JOINS = 'JOIN project p USING (project_pk) JOIN principal u USING (principal_pk)';

export interface CallerRow {
  readonly project_pk: number;
  readonly project_id: string;
  readonly project_name: string;
  readonly principal_pk: number;
  readonly domain_name: string;
  readonly user_name: string;
  readonly grants: { epsPk: number | null; role: Role }[];
}

export function toCaller(row: CallerRow): Caller {
  return {
    principalPk: row.principal_pk,
    domainName: row.domain_name,
    userName: row.user_name,
    tenant: { projectPk: row.project_pk, projectId: row.project_id },
    projectName: row.project_name,
    grants: row.grants,
  };
}
