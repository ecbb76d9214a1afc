import type { Transaction } from '../database/index.ts';
import { AppError, type Role, type Tenant } from '../model/index.ts';

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
  if (epsPk !== null) await demandEnterpriseProject(tx, tenant, epsPk);
  await tx.query(
    `INSERT INTO principal_grant (project_pk, principal_pk, eps_pk, role) VALUES ($1, $2, $3, $4)
     ON CONFLICT (project_pk, principal_pk, eps_pk) DO UPDATE SET role = excluded.role`,
    [tenant.projectPk, principalPk, epsPk, role],
  );
}

/** Takes a role away; nothing happens when there was none. */
export async function revokeRole(
  tx: Transaction,
  tenant: Tenant,
  grant: { principalPk: number; epsPk: number | null },
): Promise<void> {
  await tx.query(
    'DELETE FROM principal_grant WHERE project_pk = $1 AND principal_pk = $2 AND eps_pk IS NOT DISTINCT FROM $3',
    [tenant.projectPk, grant.principalPk, grant.epsPk],
  );
}

async function demandEnterpriseProject(tx: Transaction, tenant: Tenant, epsPk: number): Promise<void> {
  const { rowCount } = await tx.query('SELECT FROM enterprise_project WHERE project_pk = $1 AND eps_pk = $2', [
    tenant.projectPk,
    epsPk,
  ]);
  if (rowCount === 0) throw new AppError('not_found', 'the project has no such enterprise project');
}
