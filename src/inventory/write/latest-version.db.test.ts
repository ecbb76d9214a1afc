import fc from 'fast-check';
import semver from 'semver';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { aManifest, anImage, imageRows, NOW, store } from '../../../testing/inventory/stored-images.ts';
import { insertProject } from '../../../testing/rows/index.ts';
import { scaled } from '../../../testing/scale.ts';
import { inTransaction } from '../../database/index.ts';
import { deleteImages } from './delete-images.ts';
import type { LatestHints } from './latest-version.ts';

let database: TestDatabase;
let projectPk: number;
let projects = 0;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  ({ projectPk } = await insertProject(database.pool, `project-${++projects}`));
});

const at = (updateTime: number) => ({ updateTime, updateSource: 'registry' }) as const;
const write = (...images: ReturnType<typeof anImage>[]) => store(database.pool, projectPk, [aManifest('a')], images);
const latest = async () =>
  (await imageRows(database.pool, projectPk)).filter((row) => row.latest_version).map((row) => row.tag);

test('the newest update time wins, whatever the tags are called', async () => {
  await write(anImage('9.9.9', 'a', at(NOW - 2)), anImage('0.1.0', 'a', at(NOW - 1)));
  expect(await latest()).toEqual(['0.1.0']);
});

test.each([
  [['1.9.0', '1.10.0'], '1.10.0'],
  [['v1.2', '1.1.9'], 'v1.2'],
  [['1.0.0-rc.9', '1.0.0-rc.10'], '1.0.0-rc.10'],
  [['1.0.0-rc.1', '1.0.0'], '1.0.0'],
  [['1.0.0-1', '1.0.0-alpha'], '1.0.0-alpha'],
  [['1.0.0-alpha', '1.0.0-alpha.1'], '1.0.0-alpha.1'],
  [['latest', '0.0.1'], '0.0.1'],
  [['edge', 'latest'], 'latest'],
  [['v1.0.0', '1.0.0'], 'v1.0.0'],
  [['99999999999999999999', '2'], '2'],
])('of %j, put there at the same time, %s is the latest', async (tags, expected) => {
  await write(...tags.map((tag) => anImage(tag, 'a', at(NOW))));
  expect(await latest()).toEqual([expected]);
});

test('versions of the same time are ordered as the semver library orders them', async () => {
  const part = fc.integer({ min: 0, max: 12 });
  const identifier = fc.oneof(
    fc.integer({ min: 0, max: 11 }).map(String),
    fc.constantFrom('alpha', 'beta', 'rc', 'x-1'),
  );
  const version = fc
    .tuple(part, part, part, fc.array(identifier, { maxLength: 3 }))
    .map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre.length ? `-${pre.join('.')}` : ''}`);
  let repository = 0;
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(version, { minLength: 2, maxLength: 8 }), async (versions) => {
      const imageName = `app-${++repository}`;
      await write(...versions.map((tag) => anImage(tag, 'a', { imageName, ...at(NOW) })));
      const [winner] = (await imageRows(database.pool, projectPk)).filter(
        (row) => row.image_name === imageName && row.latest_version,
      );
      expect(winner?.tag).toBe(semver.rsort([...versions])[0]);
    }),
    { numRuns: scaled(60) },
  );
});

test('a repository is only touched by its own images', async () => {
  await write(anImage('1', 'a', at(NOW)), anImage('1', 'a', { imageName: 'other', ...at(NOW) }));
  const other = (await imageRows(database.pool, projectPk)).find((row) => row.image_name === 'other');
  await write(anImage('2', 'a', at(NOW)));
  expect((await imageRows(database.pool, projectPk)).find((row) => row.image_name === 'other')).toEqual(other);
});

test('through any writes and deletions the mark is where a comparison of all tags puts it', async () => {
  const tag = fc.constantFrom('1.0.0', '1.1.0', '2.0.0', 'edge', 'stable');
  const put = fc.record({ tag, age: fc.integer({ min: 0, max: 3 }), listed: fc.boolean() });
  const puts = fc.array(put, { minLength: 1, maxLength: 3 });
  const step = fc.oneof(fc.record({ puts, hinted: fc.boolean() }), tag);
  let repository = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const imageName = `app-${++repository}`;
      // Neither deletions nor other writers tell: that a hint is outdated has to be found out.
      const hints: LatestHints = new Map();
      for (const each of steps) {
        if (typeof each === 'string') await remove(imageName, each);
        else {
          const images = each.puts.map(({ tag, age, listed }) =>
            anImage(tag, 'a', { imageName, listed, ...at(NOW - age) }),
          );
          await store(database.pool, projectPk, [aManifest('a')], images, each.hinted ? { hints } : {});
        }
        const rows = (await imageRows(database.pool, projectPk)).filter((row) => row.image_name === imageName);
        expect(rows.filter((row) => row.latest_version).map((row) => row.tag)).toEqual(best(rows));
      }
    }),
    { numRuns: scaled(40) },
  );
});

async function remove(imageName: string, tag: string): Promise<void> {
  const rows = await imageRows(database.pool, projectPk);
  const deleted = rows.filter((row) => row.image_name === imageName && row.tag === tag).map((row) => row.id);
  await inTransaction(database.pool, (tx) => deleteImages(tx, projectPk, deleted));
}

function best(rows: Awaited<ReturnType<typeof imageRows>>): string[] {
  const listed = rows.filter((row) => row.listed);
  const newest = Math.max(...listed.map((row) => Number(row.update_time)));
  const tags = listed.filter((row) => Number(row.update_time) === newest).map((row) => row.tag);
  const versions = semver.rsort(tags.filter((tag) => semver.valid(tag)));
  return [
    ...versions,
    ...tags
      .filter((tag) => !semver.valid(tag))
      .sort()
      .reverse(),
  ].slice(0, 1);
}
