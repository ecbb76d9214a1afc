import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleCall, type Reply, send, startTestApi, type TestApi } from '../../testing/api/index.ts';
import { createTestUser, type TestUser } from '../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { createEnterpriseProject, grantRole } from '../auth/index.ts';
import type { Operation } from '../contract/index.ts';
import { inTransaction } from '../database/index.ts';
import type { Role } from '../model/index.ts';
import { ENDPOINTS } from './handlers.ts';

const MAY: Record<Operation['access'], readonly Role[]> = {
  read: ['admin', 'operator', 'auditor'],
  operate: ['admin', 'operator'],
  administer: ['admin'],
};
const ROLES: readonly Role[] = ['admin', 'operator', 'auditor'];
const operations = ENDPOINTS.map(({ operation }) => [operation.operationId, operation] as const);

let database: TestDatabase;
let api: TestApi;
/** By role: users who have it everywhere in a project of their own, and users who have it in the enterprise project `lab`. */
let everywhere: Record<string, TestUser>;
let inLab: Record<string, TestUser>;

beforeAll(async () => {
  database = await createTestDatabase();
  const order = async () => 'task';
  api = await startTestApi({ pool: database.pool, orderSync: order, orderScan: order });
  const users = async (make: (role: Role) => Promise<TestUser>) =>
    Object.fromEntries(await Promise.all(ROLES.map(async (role) => [role, await make(role)] as const)));
  everywhere = await users((role) => createTestUser(database.pool, api.deps.vault, { role }));
  inLab = await users(labUser);
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

describe.each(operations)('%s', (_name, operation) => {
  test.each(ROLES)('is open to the role %s or closed, as declared', async (role) => {
    expect(isDenied(await call(operation, everywhere[role]))).toBe(!MAY[operation.access].includes(role));
  });

  test('is closed to the keys of another project, whatever their role', async () => {
    for (const role of ROLES) {
      const foreign = { ...everywhere.admin, key: inLab[role]?.key } as TestUser;
      expect(await call(operation, foreign)).toMatchObject({ status: 403, json: { error_code: 'HSS.0013' } });
    }
  });

  test('is open to a role in one enterprise project there, and only there', async () => {
    for (const role of ROLES) {
      const closed = !MAY[operation.access].includes(role);
      expect(isDenied(await call(operation, inLab[role], 'enterprise_project_id=lab'))).toBe(closed);
      expect(isDenied(await call(operation, inLab[role], 'enterprise_project_id=all_granted_eps'))).toBe(closed);
      const inDefault = await call(operation, inLab[role]);
      expect(isDenied(inDefault)).toBe(Object.hasOwn(operation.query.properties, 'enterprise_project_id') || closed);
    }
  });

  test('is closed to a user without a role, and to nobody at all', async () => {
    const { tenant } = everywhere.admin as TestUser;
    const { method, target } = exampleCall(operation, tenant.projectId);
    expect(await send(api.address, { method, target })).toMatchObject({ status: 401 });
    const nobody = await createTestUser(database.pool, api.deps.vault);
    await database.pool.query('DELETE FROM principal_grant WHERE project_pk = $1', [nobody.tenant.projectPk]);
    expect(isDenied(await call(operation, nobody))).toBe(true);
  });
});

async function call(operation: Operation, user: TestUser | undefined, scope = ''): Promise<Reply> {
  if (user === undefined) throw new Error('the test has no such user');
  const reply = await send(api.address, { ...exampleCall(operation, user.tenant.projectId, scope), key: user.key });
  expect([200, 400, 403]).toContain(reply.status);
  return reply;
}

function isDenied(reply: Reply): boolean {
  return reply.status === 403 && (reply.json as { error_code?: string }).error_code === 'HSS.0013';
}

async function labUser(role: Role): Promise<TestUser> {
  const user = await createTestUser(database.pool, api.deps.vault, { role });
  const { tenant, principal } = user;
  await inTransaction(database.pool, async (tx) => {
    const epsPk = await createEnterpriseProject(tx, tenant, { epsId: 'lab', epsName: 'Lab' });
    await tx.query('DELETE FROM principal_grant WHERE project_pk = $1', [tenant.projectPk]);
    await grantRole(tx, tenant, { principalPk: principal.principalPk, epsPk, role });
  });
  return user;
}
