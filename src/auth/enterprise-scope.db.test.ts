import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestUser, type TestUser } from '../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { inTransaction } from '../database/index.ts';
import { createVault } from '../secrets/index.ts';
import type { AccessScope, Caller, Grant } from './caller.ts';
import { resolveEnterpriseScope } from './enterprise-scope.ts';
import { createEnterpriseProject } from './projects.ts';

const vault = createVault(Buffer.alloc(32, 7));
let database: TestDatabase;
let user: TestUser;
let shop: number;
let lab: number;

beforeAll(async () => {
  database = await createTestDatabase();
  user = await createTestUser(database.pool, vault);
  [shop, lab] = await inTransaction(database.pool, async (tx) => [
    await createEnterpriseProject(tx, user.tenant, { epsId: 'shop', epsName: 'Shop' }),
    await createEnterpriseProject(tx, user.tenant, { epsId: 'lab', epsName: 'Lab' }),
  ]);
});

afterAll(() => database.drop());

describe('someone with a role everywhere', () => {
  const everything: Grant[] = [{ epsPk: null, role: 'admin' }];

  test('sees the default enterprise project when none is named', async () => {
    expect(await scope(everything, undefined)).toEqual([0]);
  });

  test('sees all with all_granted_eps, and one with its id', async () => {
    expect(await scope(everything, 'all_granted_eps')).toBe('all');
    expect(await scope(everything, 'lab')).toEqual([lab]);
  });

  test('is told that an enterprise project is unknown', async () => {
    await expect(scope(everything, 'nowhere')).rejects.toMatchObject({
      code: 'invalid_parameter',
      subject: 'enterprise_project_id',
      message: expect.stringContaining('"nowhere"'),
    });
  });
});

describe('someone with a role in the enterprise project shop only', () => {
  const shopOnly = (): Grant[] => [{ epsPk: shop, role: 'operator' }];

  test('sees the shop, by name and as all that is granted', async () => {
    expect(await scope(shopOnly(), 'shop')).toEqual([shop]);
    expect(await scope(shopOnly(), 'all_granted_eps')).toEqual([shop]);
  });

  test.each([undefined, '0', 'lab'])('is refused %s', async (requested) => {
    await expect(scope(shopOnly(), requested)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('a role that reads one enterprise project and one that changes another do not add up', async () => {
  const grants: Grant[] = [
    { epsPk: 0, role: 'auditor' },
    { epsPk: lab, role: 'operator' },
  ];
  expect(await scope(grants, 'all_granted_eps', 'read')).toEqual([0, lab]);
  expect(await scope(grants, 'all_granted_eps', 'operate')).toEqual([lab]);
  await expect(scope(grants, '0', 'operate')).rejects.toMatchObject({ code: 'forbidden' });
});

test.each<[Grant['role'], AccessScope, boolean]>([
  ['auditor', 'read', true],
  ['auditor', 'operate', false],
  ['auditor', 'administer', false],
  ['operator', 'read', true],
  ['operator', 'operate', true],
  ['operator', 'administer', false],
  ['admin', 'read', true],
  ['admin', 'operate', true],
  ['admin', 'administer', true],
])('%s may %s: %s', async (role, access, may) => {
  const attempt = scope([{ epsPk: null, role }], undefined, access);
  if (may) await expect(attempt).resolves.toEqual([0]);
  else await expect(attempt).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining(role) });
});

test('someone without a role is refused everything', async () => {
  await expect(scope([], 'all_granted_eps')).rejects.toMatchObject({ code: 'forbidden' });
});

test('an enterprise project of another project is unknown', async () => {
  const stranger = await createTestUser(database.pool, vault);
  const caller = { ...callerWith([{ epsPk: null, role: 'admin' }]), tenant: stranger.tenant };
  await expect(resolveEnterpriseScope(database.pool, caller, 'shop', 'read')).rejects.toMatchObject({
    code: 'invalid_parameter',
  });
});

function scope(grants: Grant[], requested: string | undefined, access: AccessScope = 'read') {
  return resolveEnterpriseScope(database.pool, callerWith(grants), requested, access);
}

function callerWith(grants: Grant[]): Caller {
  return { ...user.principal, tenant: user.tenant, projectName: 'p', grants };
}
