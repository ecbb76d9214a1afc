import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import {
  digestOf,
  type InsertedImage,
  insertImage,
  insertProject,
  insertRegistry,
} from '../../../testing/rows/index.ts';
import type { EnterpriseScope, Tenant } from '../../model/index.ts';
import type { NamedImage } from './select-named-units.ts';
import { type ScanSelection, selectScanUnits } from './select-scan-units.ts';

let database: TestDatabase;
let tenant: Tenant;
let registryId: string;
let single: InsertedImage;
let sibling: InsertedImage;
let multi: InsertedImage;
let foreign: InsertedImage;

beforeAll(async () => {
  database = await createTestDatabase();
  const { pool } = database;
  tenant = await insertProject(pool);
  ({ registryId } = await insertRegistry(pool, tenant, 1));
  await insertRegistry(pool, tenant, 2, { deleting: true });
  single = await insertImage(pool, tenant, { registryPk: 1, imageName: 'web', tag: '1' });
  sibling = await insertImage(pool, tenant, { registryPk: 1, imageName: 'web', tag: '2', digest: single.digest });
  multi = await insertImage(pool, tenant, {
    registryPk: 1,
    imageName: 'edge',
    tag: '1',
    children: [digestOf('amd64'), digestOf('arm64')],
  });
  foreign = await insertImage(pool, tenant, { registryPk: 1, epsPk: 7, imageName: 'other' });
  await insertImage(pool, tenant, { registryPk: 1, imageName: 'chart', listed: false });
  await insertImage(pool, tenant, { registryPk: 2, imageName: 'leaving' });
});
afterAll(() => database.drop());

const select = (selection: ScanSelection, enterprise: EnterpriseScope = 'all') =>
  selectScanUnits(database.pool, tenant, enterprise, selection);
const named = (...images: NamedImage[]) => select({ kind: 'images', images });
const unit = ({ id, digest }: { id: number; digest: string }) => ({ imageId: id, digest });

test('all: every listed image of a registry that stays, a multi-arch image as its platforms', async () => {
  const { units, missing } = await select({ kind: 'all' });
  expect(missing).toBeNull();
  expect(units).toEqual([single, sibling, ...multi.children, foreign].map(unit).sort((a, b) => a.imageId - b.imageId));
});

test('all: only the enterprise projects that the caller may touch', async () => {
  expect((await select({ kind: 'all' }, [7])).units).toEqual([unit(foreign)]);
  expect((await select({ kind: 'all' }, [])).units).toEqual([]);
});

test('filter: narrows like the list, and cannot widen the scope of the caller', async () => {
  const filter = { enterprise: 'all', imageName: 'web', imageVersion: '2' } as const;
  expect((await select({ kind: 'filter', filter })).units).toEqual([unit(sibling)]);
  expect((await select({ kind: 'filter', filter: { enterprise: 'all' } }, [7])).units).toEqual([unit(foreign)]);
});

test('images: one by its id, also when a digest comes along with it', async () => {
  expect((await named({ id: single.id })).units).toEqual([unit(single)]);
  expect((await named({ id: sibling.id, digest: sibling.digest, registryId })).units).toEqual([unit(sibling)]);
});

test('images: a digest alone names every tag that carries it, with names only that tag', async () => {
  expect((await named({ digest: single.digest })).units).toEqual([single, sibling].map(unit));
  expect((await named({ digest: single.digest, imageVersion: '2' })).units).toEqual([unit(sibling)]);
});

test('images: a multi-arch image stands for its platforms, one of them by its own id or digest for itself', async () => {
  const [amd64, arm64] = multi.children;
  if (!amd64 || !arm64) throw new Error('two platforms were inserted');
  expect((await named({ id: multi.id, digest: multi.digest })).units).toEqual([amd64, arm64].map(unit));
  expect((await named({ id: arm64.id, digest: arm64.digest })).units).toEqual([unit(arm64)]);
  expect((await named({ digest: amd64.digest })).units).toEqual([unit(amd64)]);
});

test('images: named twice, an image is scanned once', async () => {
  expect((await named({ id: single.id }, { imageName: 'web', imageVersion: '1' })).units).toEqual([unit(single)]);
});

test.each([
  ['an unknown id', { id: 1 }, '1'],
  ['names of nothing', { namespace: 'library', imageName: 'no', imageVersion: '1' }, 'library/no:1'],
  ['an image that is not listed', { imageName: 'chart' }, 'chart:*'],
  ['an image of a registry that is being disconnected', { imageName: 'leaving' }, 'leaving:*'],
])('images: %s is reported, and nothing is selected beside it', async (_, image, words) => {
  expect(await named({ id: single.id }, image)).toEqual({ units: [], missing: words });
});

test('images: one of an enterprise project that the caller may not touch is as if it were not there', async () => {
  const selection = { kind: 'images', images: [{ id: foreign.id }] } as const;
  expect(await select(selection, [0])).toEqual({ units: [], missing: String(foreign.id) });
});
