import { randomBytes } from 'node:crypto';
import {
  type AccessKeyPair,
  createAccessKey,
  createPrincipal,
  createProject,
  grantRole,
  type Principal,
} from '../../src/auth/index.ts';
import { inTransaction, type Pool } from '../../src/database/index.ts';
import type { Role, Tenant } from '../../src/model/index.ts';
import type { Vault } from '../../src/secrets/index.ts';
import { cheapPasswordHash } from './password-hash.ts';

export interface TestUser {
  readonly tenant: Tenant;
  readonly principal: Principal;
  readonly key: AccessKeyPair;
}

/** A project of its own with one user who has `role` in all of it and an access key. */
export async function createTestUser(
  pool: Pool,
  vault: Vault,
  options: { role?: Role; password?: string; projectId?: string } = {},
): Promise<TestUser> {
  const projectId = options.projectId ?? randomBytes(16).toString('hex');
  return inTransaction(pool, async (tx) => {
    const tenant = await createProject(tx, { projectId, projectName: `project-${projectId}` });
    const principal = await createPrincipal(tx, { userName: `user-${projectId}`, password: null });
    const { principalPk } = principal;
    if (options.password !== undefined) {
      const hash = cheapPasswordHash(options.password);
      await tx.query('UPDATE principal SET password_hash = $2 WHERE principal_pk = $1', [principalPk, hash]);
    }
    await grantRole(tx, tenant, { principalPk, epsPk: null, role: options.role ?? 'admin' });
    return { tenant, principal, key: await createAccessKey(tx, tenant, { principalPk }, vault) };
  });
}
