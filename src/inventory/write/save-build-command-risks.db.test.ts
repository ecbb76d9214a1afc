import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { aManifest, anImage, store } from '../../../testing/inventory/stored-images.ts';
import { digestOf, insertProject, insertRegistry } from '../../../testing/rows/index.ts';
import { inTransaction } from '../../database/index.ts';
import type { Tenant } from '../../model/index.ts';
import { loadImageConfig, saveImageConfig } from '../units/image-config.ts';
import { deleteImages } from './delete-images.ts';
import { type StoredRule, saveBuildCommandRisks } from './save-build-command-risks.ts';

const APP = digestOf('app');
const risk = (text: string) => ({ index: 0, text, cut: false, layer: null });

let database: TestDatabase;
let tenant: Tenant;
let projectPk: number;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  tenant = await insertProject(database.pool);
  ({ projectPk } = tenant);
  await insertRegistry(database.pool, tenant, 1);
  await store(database.pool, projectPk, [aManifest('app')], [anImage('1', 'app')]);
});
afterAll(() => database.drop());

const save = (rules: readonly StoredRule[], digest = APP) =>
  inTransaction(database.pool, (tx) => saveBuildCommandRisks(tx, projectPk, digest, rules));

async function stored() {
  const { rows } = await database.pool.query(
    'SELECT rule_id, risks, xmin::text FROM build_command_risk WHERE project_pk = $1 ORDER BY rule_id',
    [projectPk],
  );
  return rows;
}

test('what is found becomes exactly what is stored; what says the same is not written', async () => {
  await save([
    { ruleId: 'a', risks: [risk('x')] },
    { ruleId: 'b', risks: [risk('y')] },
    { ruleId: 'c', risks: [risk('z')] },
  ]);
  const before = await stored();
  await save([
    { ruleId: 'a', risks: [risk('x')] },
    { ruleId: 'b', risks: [risk('changed')] },
    { ruleId: 'd', risks: [risk('new')] },
  ]);
  const after = await stored();
  expect(after.map(({ rule_id, risks }) => [rule_id, risks[0].text])).toEqual([
    ['a', 'x'],
    ['b', 'changed'],
    ['d', 'new'],
  ]);
  expect(after[0]).toEqual(before[0]);
  await save([]);
  expect(await stored()).toEqual([]);
});

test('a text of any characters can be stored', async () => {
  await save([{ ruleId: 'a', risks: [risk('NUL \0 and half a pair \ud800')] }]);
  expect((await stored())[0].risks[0].text).toBe('NUL \uFFFD and half a pair \uFFFD');
});

test('the config of a digest is stored once, and not for a digest that is gone', async () => {
  const config = { document: { os: 'linux' }, problems: [{ path: 'history', reason: 'is not a list' }] };
  expect(await loadImageConfig(database.pool, projectPk, APP)).toBeNull();
  await saveImageConfig(database.pool, projectPk, APP, config);
  await saveImageConfig(database.pool, projectPk, APP, { document: { os: 'other' }, problems: [] });
  expect(await loadImageConfig(database.pool, projectPk, APP)).toEqual(config);
  await saveImageConfig(database.pool, projectPk, digestOf('gone'), config);
  expect(await loadImageConfig(database.pool, projectPk, digestOf('gone'))).toBeNull();
});

test('findings and config go with the last image of their digest', async () => {
  await save([{ ruleId: 'a', risks: [risk('x')] }]);
  await saveImageConfig(database.pool, projectPk, APP, { document: {}, problems: [] });
  const { rows } = await database.pool.query<{ id: number }>('SELECT id FROM image WHERE project_pk = $1', [projectPk]);
  await inTransaction(database.pool, (tx) =>
    deleteImages(
      tx,
      projectPk,
      rows.map(({ id }) => id),
    ),
  );
  expect(await stored()).toEqual([]);
  expect(await loadImageConfig(database.pool, projectPk, APP)).toBeNull();
});
