import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Reply, send, startTestApi, type TestApi } from '../../testing/api/index.ts';
import { createTestUser, type TestUser } from '../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { clearJobs, jobRows } from '../../testing/jobs/index.ts';
import { insertRegistry } from '../../testing/rows/index.ts';
import { createEnterpriseProject, grantRole } from '../auth/index.ts';
import { inTransaction } from '../database/index.ts';
import { loadRegistry, setRegistryStatus } from '../registries/index.ts';

const SECRET = 'Tr0ub4dor-und-3';
const harbour = {
  registry_name: 'harbour',
  registry_type: 'Harbor',
  api_version: 'V2',
  protocol: 'https',
  registry_addr: 'harbor.example:8443',
  registry_username: 'robot$scan',
  registry_password: SECRET,
  namespace: 'team',
  connect_cluster_id: '*',
  get_scan_image_channel: 'Swr',
};

let database: TestDatabase;
let api: TestApi;
let user: TestUser;
beforeAll(async () => {
  database = await createTestDatabase();
  api = await startTestApi({ pool: database.pool });
});
beforeEach(async () => {
  user = await createTestUser(database.pool, api.deps.vault);
  await clearJobs(database.pool);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

function call(method: string, path: string, body?: object, who = user): Promise<Reply> {
  const target = `/v5/${user.tenant.projectId}/image/registries${path}`;
  return send(api.address, { method, target, key: who.key, ...(body && { body: JSON.stringify(body) }) });
}

async function add(changes: object = {}): Promise<string> {
  const reply = await call('POST', '', { ...harbour, ...changes });
  expect(reply).toMatchObject({ status: 200, json: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
  return (reply.json as { id: string }).id;
}

async function jobs(): Promise<{ name: string; payload: unknown }[]> {
  return (await jobRows(database.pool)).map(({ name, payload }) => ({ name, payload }));
}

/** A user of the same project whose role counts in one enterprise project. */
async function colleague(role: 'admin' | 'operator' | 'auditor', epsPk: number | null = null): Promise<TestUser> {
  const other = await createTestUser(database.pool, api.deps.vault);
  await inTransaction(database.pool, async (tx) => {
    const { principalPk } = other.principal;
    await tx.query('DELETE FROM principal_grant WHERE principal_pk = $1', [principalPk]);
    await tx.query('UPDATE access_key SET project_pk = $1 WHERE principal_pk = $2', [
      user.tenant.projectPk,
      principalPk,
    ]);
    await grantRole(tx, user.tenant, { principalPk, epsPk, role });
  });
  return other;
}

const refusal = (errorCode: string, about: string, status = 400) => ({
  status,
  json: { error_code: errorCode, error_msg: expect.stringContaining(about) },
});

describe('AddRegistry', () => {
  test('answers the id, shows the registry without its password and has it checked', async () => {
    const id = await add();
    const { registry_password: _, ...shown } = harbour;
    const reply = await call('GET', '');
    expect(reply.json).toEqual({
      total_num: 1,
      data_list: [{ id, ...shown, status: 'accessing', images_num: 0, latest_sync_time: 0 }],
    });
    expect(reply.text).not.toContain(SECRET);
    expect(await jobs()).toEqual([
      { name: 'check-registry', payload: { projectPk: user.tenant.projectPk, registryPk: expect.any(Number) } },
    ]);
  });

  test('takes any OCI registry as Other, anonymously when the user name is empty or absent', async () => {
    await add({ registry_type: 'Other', registry_username: '', registry_password: '' });
    const { registry_username: _, registry_password: __, ...anonymous } = harbour;
    expect((await call('POST', '', { ...anonymous, registry_name: 'second', registry_type: 'Jfrog' })).status).toBe(
      200,
    );
    expect((await call('GET', '?registry_type=Other,Jfrog')).json).toMatchObject({
      total_num: 2,
      data_list: [{ registry_type: 'Other', registry_username: '' }, { registry_type: 'Jfrog' }],
    });
  });

  test('a taken name is refused by name, without a job', async () => {
    await add();
    expect(await call('POST', '', harbour)).toMatchObject(refusal('HSS.0001', 'harbour'));
    expect(await jobs()).toHaveLength(1);
  });

  test.each([
    ['registry_type', { registry_type: 'SwrPrivate' }],
    ['registry_addr', { registry_addr: 'https://harbor.example' }],
    ['registry_addr', { registry_addr: `user:${SECRET}@harbor.example` }],
    ['registry_password', { registry_password: '' }],
    ['registry_password', { registry_password: `${SECRET}\n` }],
    ['registry_password', { registry_password: [SECRET] }],
    ['registry_password', { registry_password: SECRET.repeat(400) }],
    ['repositories', { repositories: ['Team/App'] }],
  ])('a wrong %s is refused by name; nothing is stored and no password is repeated', async (parameter, changes) => {
    const reply = await call('POST', '', { ...harbour, ...changes });
    expect(reply).toMatchObject(refusal('HSS.0001', parameter));
    expect(reply.text).not.toContain(SECRET);
    expect((await call('GET', '')).json).toMatchObject({ total_num: 0 });
    expect(await jobs()).toEqual([]);
  });
});

describe('UpdateRegistry', () => {
  test('changes what is named, answers nothing and has the registry checked again', async () => {
    const id = await add();
    const reply = await call('PUT', `/${id}`, { namespace: 'other', repositories: ['team/app'] });
    expect(reply).toMatchObject({ status: 200, text: '' });
    expect((await call('GET', `?registry_id=${id}`)).json).toMatchObject({
      data_list: [{ id, registry_addr: harbour.registry_addr, namespace: 'other', status: 'accessing' }],
    });
    expect((await jobs()).map((job) => job.name)).toEqual(['check-registry']);
  });

  test('a new address asks for the password again: a stored one never goes to a new host', async () => {
    const id = await add();
    const moved = { registry_addr: 'evil.example' };
    expect(await call('PUT', `/${id}`, moved)).toMatchObject(refusal('HSS.0001', 'registry_password'));
    expect((await call('GET', '')).json).toMatchObject({ data_list: [{ registry_addr: harbour.registry_addr }] });
    expect((await call('PUT', `/${id}`, { ...moved, registry_password: 'new' })).status).toBe(200);
  });

  test('of an unknown registry is not found', async () => {
    expect(await call('PUT', '/nobody', {})).toMatchObject(refusal('HSS.0011', 'nobody'));
  });
});

describe('ListRegistry and ListRegistryStatistics', () => {
  test('a failed connection says why, in a code and in words', async () => {
    await add();
    const { rows } = await database.pool.query('SELECT registry_pk FROM registry WHERE project_pk = $1', [
      user.tenant.projectPk,
    ]);
    await setRegistryStatus(database.pool, user.tenant.projectPk, rows[0].registry_pk, {
      status: 'fail',
      failReason: 'REQUEST_API_ERROR',
      failDetail: 'harbor.example refused the connection',
    });
    expect((await call('GET', '?status=fail')).json).toMatchObject({
      data_list: [{ fail_reason: 'REQUEST_API_ERROR', fail_detail: 'harbor.example refused the connection' }],
    });
    expect((await call('GET', '/statistics')).json).toEqual({ success_num: 0, fail_num: 1 });
    expect((await call('GET', '/statistics?registry_type=Jfrog')).json).toEqual({ success_num: 0, fail_num: 0 });
  });

  test('a wrong registry type is refused with the words that are allowed', async () => {
    expect(await call('GET', '?registry_type=Harbor,Quay')).toMatchObject(refusal('HSS.0001', 'registry_type'));
  });
});

describe('DeleteRegistry and BatchDeleteRegistry', () => {
  test('the registry leaves the list at once and a job removes its images', async () => {
    const [one, two, three] = [await add(), await add({ registry_name: 'b' }), await add({ registry_name: 'c' })];
    expect(await call('DELETE', `/${one}`)).toMatchObject({ status: 200, text: '' });
    expect(await call('POST', '/batch-delete', { ids: [two, three, two] })).toMatchObject({ status: 200 });
    expect((await call('GET', '')).json).toEqual({ total_num: 0, data_list: [] });
    const names = (await jobs()).map((job) => job.name);
    expect(names.filter((name) => name === 'delete-registry')).toHaveLength(3);
    expect(await call('DELETE', `/${one}`)).toMatchObject(refusal('HSS.0011', one));
  });

  test('all or none, and never an empty list', async () => {
    const id = await add();
    expect(await call('POST', '/batch-delete', { ids: [id, 'nobody'] })).toMatchObject(refusal('HSS.0011', 'nobody'));
    expect(await call('POST', '/batch-delete', { ids: [] })).toMatchObject(refusal('HSS.0001', 'ids'));
    expect((await call('GET', '')).json).toMatchObject({ total_num: 1 });
  });
});

describe('who may do what', () => {
  test('an auditor and an operator read and change nothing', async () => {
    const id = await add();
    for (const role of ['auditor', 'operator'] as const) {
      const reader = await colleague(role);
      expect((await call('GET', '', undefined, reader)).json).toMatchObject({ total_num: 1 });
      const denied = refusal('HSS.0013', 'role', 403);
      expect(await call('POST', '', { ...harbour, registry_name: 'x' }, reader)).toMatchObject(denied);
      expect(await call('PUT', `/${id}`, {}, reader)).toMatchObject(denied);
      expect(await call('DELETE', `/${id}`, undefined, reader)).toMatchObject(denied);
      expect(await call('POST', '/batch-delete', { ids: [id] }, reader)).toMatchObject(denied);
    }
    expect(await jobs()).toHaveLength(1);
  });

  test('registries of an enterprise project are for those who may see it', async () => {
    const epsPk = await inTransaction(database.pool, (tx) =>
      createEnterpriseProject(tx, user.tenant, { epsId: 'seven', epsName: 'seven' }),
    );
    const reply = await call('POST', '?enterprise_project_id=seven', harbour);
    const { id } = reply.json as { id: string };
    expect((await call('GET', '')).json).toMatchObject({ total_num: 0 });
    expect((await call('GET', '?enterprise_project_id=seven')).json).toMatchObject({ total_num: 1 });
    expect((await call('GET', '?enterprise_project_id=all_granted_eps')).json).toMatchObject({ total_num: 1 });
    expect(await call('DELETE', `/${id}`)).toMatchObject(refusal('HSS.0011', id));
    const owner = await colleague('admin', epsPk);
    expect(await call('DELETE', `/${id}?enterprise_project_id=seven`, undefined, owner)).toMatchObject({ status: 200 });
  });

  test('a registry of another project is not found', async () => {
    const id = await add();
    user = await createTestUser(database.pool, api.deps.vault);
    expect((await call('GET', '')).json).toMatchObject({ total_num: 0 });
    expect(await call('PUT', `/${id}`, {})).toMatchObject(refusal('HSS.0011', id));
  });
});

test('the job that needs the stored password can unseal it', async () => {
  const { registryPk } = await insertRegistry(database.pool, user.tenant, 90);
  expect(await loadRegistry(database.pool, user.tenant.projectPk, registryPk, api.deps.vault)).toMatchObject({
    secret: null,
  });
  await add();
  const { rows } = await database.pool.query(
    `SELECT registry_pk FROM registry WHERE project_pk = $1 AND registry_name = 'harbour'`,
    [user.tenant.projectPk],
  );
  const loaded = await loadRegistry(database.pool, user.tenant.projectPk, rows[0].registry_pk, api.deps.vault);
  expect(loaded?.secret).toBe(SECRET);
});
