import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { changeLog, replayLog, rowsAsLogged } from '../../../testing/inventory/change-log.ts';
import {
  aManifest,
  anImage,
  anIndex,
  aScanResult,
  imageRows,
  NOW,
  store,
  versionOf,
} from '../../../testing/inventory/stored-images.ts';
import { digestOf, insertProject } from '../../../testing/rows/index.ts';
import { inTransaction } from '../../database/index.ts';
import { deleteImages } from './delete-images.ts';
import { saveManifests } from './save-manifests.ts';
import { saveScanResult } from './save-scan-result.ts';
import { writeImages } from './write-images.ts';

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

const save = (...args: Parameters<typeof store> extends [unknown, unknown, ...infer Rest] ? Rest : never) =>
  store(database.pool, projectPk, ...args);
const scanned = (manifest: string, vulNum: number, scanTime = NOW) =>
  inTransaction(database.pool, (tx) =>
    saveScanResult(
      tx,
      projectPk,
      digestOf(manifest),
      aScanResult({ vulNum, scanTime, severity: vulNum ? 'high' : 'none' }),
    ),
  );

describe('writing', () => {
  test('new images get ids of their project in commit order, and one log row that equals the rows', async () => {
    const counts = await save([aManifest('a'), aManifest('b')], [anImage('1', 'a'), anImage('2', 'b')]);
    expect(counts).toEqual({ created: 2, changed: 0, unchanged: 0 });
    expect((await imageRows(database.pool, projectPk)).map((row) => row.id)).toEqual([
      projectPk * 2 ** 32 + 1,
      projectPk * 2 ** 32 + 2,
    ]);
    const log = await changeLog(database.pool, projectPk);
    expect(log).toHaveLength(1);
    expect(log[0]?.rows).toEqual(await rowsAsLogged(database.pool, projectPk));
    expect(log[0]?.created.map((row) => row.image_version)).toEqual(['1', '2']);
  });

  test('an unchanged image is not written: same xmin, same version, no log row', async () => {
    const images = [anImage('1', 'a', { updateTime: NOW - 5, updateSource: 'config' }), anImage('2', 'a')];
    await save([aManifest('a')], images);
    const before = await imageRows(database.pool, projectPk);
    const counts = await save([aManifest('a')], images, { at: NOW + 1000 });
    expect(counts).toEqual({ created: 0, changed: 0, unchanged: 2 });
    expect(await imageRows(database.pool, projectPk)).toEqual(before);
    expect(await versionOf(database.pool, projectPk)).toBe(1);
    expect(await changeLog(database.pool, projectPk)).toHaveLength(1);
  });

  test('beside a changed image the unchanged ones stay untouched', async () => {
    await save([aManifest('a'), aManifest('b')], [anImage('1', 'a'), anImage('2', 'a')]);
    const [first] = await imageRows(database.pool, projectPk);
    const counts = await save([], [anImage('1', 'a'), anImage('2', 'b')], { at: NOW + 1 });
    expect(counts).toEqual({ created: 0, changed: 1, unchanged: 1 });
    expect((await imageRows(database.pool, projectPk)).find((row) => row.tag === '1')?.xmin).toBe(first?.xmin);
    expect((await changeLog(database.pool, projectPk)).at(-1)?.rows.map((row) => row.id)).not.toContain(first?.id);
  });

  test('10,000 images are merged in two versions of 5,000, and again without a write', async () => {
    const images = Array.from({ length: 10_000 }, (_, index) =>
      anImage(`v${index}`, 'a', { imageName: `app-${index % 100}`, updateTime: NOW - index, updateSource: 'registry' }),
    );
    expect(await save([aManifest('a')], images)).toEqual({ created: 10_000, changed: 0, unchanged: 0 });
    expect((await changeLog(database.pool, projectPk)).map((entry) => entry.rows.length)).toEqual([5_000, 5_000]);
    expect(await save([], images)).toEqual({ created: 0, changed: 0, unchanged: 10_000 });
    const retagged = images.map((image, index) => (index % 1000 === 0 ? { ...image, updateTime: NOW } : image));
    expect(await save([], retagged)).toEqual({ created: 0, changed: 9, unchanged: 9_991 });
    expect(replayLog(await changeLog(database.pool, projectPk))).toEqual(await rowsAsLogged(database.pool, projectPk));
  });

  test('a tag that is given twice counts once, the last one wins', async () => {
    await save([aManifest('a'), aManifest('b')], [anImage('1', 'a'), anImage('1', 'b')]);
    expect(await imageRows(database.pool, projectPk)).toMatchObject([{ tag: '1', image_digest: digestOf('b') }]);
  });

  test('parts that only differ in where they are cut are different images', async () => {
    const images = [
      anImage('1', 'a', { namespace: 'a/b', imageName: 'c' }),
      anImage('1', 'a', { namespace: 'a', imageName: 'b/c' }),
    ];
    expect((await save([aManifest('a')], images)).created).toBe(2);
  });

  test('an image whose manifest is not stored is refused and nothing is written', async () => {
    await expect(save([], [anImage('1', 'a')])).rejects.toThrow(/manifest that is not stored/);
    expect(await versionOf(database.pool, projectPk)).toBe(0);
  });
});

describe('times', () => {
  test.each([
    ['1970', 0],
    ['the year 1', -62135596800000],
    ['the future', NOW + 1],
  ])('an update time of %s becomes the first-seen time', async (_name, updateTime) => {
    await save([aManifest('a')], [anImage('1', 'a', { updateTime, updateSource: 'config' })]);
    expect(await imageRows(database.pool, projectPk)).toMatchObject([
      { update_time: NOW, update_source: 'first_seen' },
    ]);
  });

  test('a first-seen time stays for the same digest and moves with another', async () => {
    await save([aManifest('a'), aManifest('b')], [anImage('1', 'a')]);
    await save([], [anImage('1', 'a')], { at: NOW + 1000 });
    expect(await imageRows(database.pool, projectPk)).toMatchObject([{ update_time: NOW }]);
    await save([], [anImage('1', 'b')], { at: NOW + 2000 });
    expect(await imageRows(database.pool, projectPk)).toMatchObject([{ update_time: NOW + 2000 }]);
  });
});

describe('retag', () => {
  test('the row keeps its id and takes digest, size and scan summary of a digest that was scanned already', async () => {
    await save([aManifest('a'), aManifest('b', { size: 7 })], [anImage('1', 'a'), anImage('2', 'b')]);
    await scanned('b', 3);
    const [before] = await imageRows(database.pool, projectPk);
    await save([], [anImage('1', 'b')]);
    expect((await imageRows(database.pool, projectPk))[0]).toMatchObject({
      id: before?.id,
      image_digest: digestOf('b'),
      image_size: 7,
      scan_status: 'succeeded',
      scan_time: NOW,
      severity: 'high',
      vul_num: 3,
    });
  });

  test('a scan of the digest it had before no longer reaches it, and a manifest without images is dropped', async () => {
    await save([aManifest('a'), aManifest('b')], [anImage('1', 'a')]);
    await save([], [anImage('1', 'b')]);
    await scanned('a', 5);
    expect(await imageRows(database.pool, projectPk)).toMatchObject([{ scan_status: 'unscanned', vul_num: 0 }]);
    const left = await database.pool.query('SELECT digest FROM manifest WHERE project_pk = $1', [projectPk]);
    expect(left.rows).toEqual([{ digest: digestOf('b') }]);
  });
});

describe('what is listed and scannable', () => {
  const flagsOf = async () =>
    (await imageRows(database.pool, projectPk)).map((row) => [row.tag, row.listed, row.scannable, row.latest_version]);

  test('accessories are unlisted and never the latest version; schema 1 is scannable so that its scan says why not', async () => {
    const accessory = aManifest('signature', { kind: 'accessory' });
    const old = aManifest('old', { kind: 'schema1' });
    const hidden = { listed: false, updateTime: NOW, updateSource: 'registry' } as const;
    const shown = { updateTime: NOW - 1, updateSource: 'registry' } as const;
    await save([accessory, old], [anImage('sha256-1.sig', 'signature', hidden), anImage('1', 'old', shown)]);
    expect(await flagsOf()).toEqual([
      ['sha256-1.sig', false, false, false],
      ['1', true, true, true],
    ]);
  });

  test('an expired share is not scannable', async () => {
    await save(
      [aManifest('a')],
      [anImage('1', 'a', { scannable: false, sharedStatus: 'expired', domainName: 'acct' })],
    );
    expect(await imageRows(database.pool, projectPk)).toMatchObject([
      { scannable: false, shared_status: 'expired', domain_name: 'acct' },
    ]);
  });
});

describe('deleting', () => {
  test('rows go, the log holds their last values, the latest version moves on, others are untouched', async () => {
    const at = (minutes: number) => ({ updateTime: NOW - minutes * 60_000, updateSource: 'registry' }) as const;
    await save(
      [aManifest('a'), aManifest('b')],
      [anImage('1', 'a', at(3)), anImage('2', 'a', at(2)), anImage('3', 'b', at(1))],
    );
    const [oldest, , newest] = await imageRows(database.pool, projectPk);
    const deleted = await inTransaction(database.pool, (tx) => deleteImages(tx, projectPk, [newest?.id as number, 1]));
    expect(deleted).toBe(1);
    const rows = await imageRows(database.pool, projectPk);
    expect(rows.map((row) => [row.tag, row.latest_version])).toEqual([
      ['1', false],
      ['2', true],
    ]);
    expect(rows[0]).toEqual(oldest);
    const last = (await changeLog(database.pool, projectPk)).at(-1);
    expect(last?.rows.map((row) => [row.id, row.deleted])).toEqual([
      [rows[1]?.id, false],
      [newest?.id, true],
    ]);
    expect(await inTransaction(database.pool, (tx) => deleteImages(tx, projectPk, [newest?.id as number]))).toBe(0);
    expect(await versionOf(database.pool, projectPk)).toBe(2);
  });

  test('a manifest that another registry still shows stays and is pulled from there', async () => {
    await save([aManifest('a')], [anImage('1', 'a')]);
    await save([], [anImage('1', 'a', { namespace: '', imageName: 'copy' })], { registryPk: 2 });
    const [first] = await imageRows(database.pool, projectPk);
    await inTransaction(database.pool, (tx) => deleteImages(tx, projectPk, [first?.id as number]));
    const { rows } = await database.pool.query('SELECT registry_pk, repository FROM manifest WHERE project_pk = $1', [
      projectPk,
    ]);
    expect(rows).toEqual([{ registry_pk: 2, repository: 'copy' }]);
  });
});

describe('several writers', () => {
  test('versions are gap-free in commit order and the log replays to the rows', async () => {
    await save([aManifest('a'), aManifest('b')], []);
    const write = (writer: number, round: number) => {
      const tags = Array.from({ length: 5 }, (_, index) =>
        anImage(`t${(writer + index + round) % 12}`, (writer + round) % 2 ? 'a' : 'b'),
      );
      return save([aManifest('a'), aManifest('b')], tags, { at: NOW + round });
    };
    const writer = async (number: number) => {
      for (let round = 0; round < 10; round++) {
        await write(number, round);
        if (round % 3 === 0) await scanned(round % 2 ? 'a' : 'b', round, NOW + round);
        const [some] = await imageRows(database.pool, projectPk);
        if (round % 4 === 3 && some) await inTransaction(database.pool, (tx) => deleteImages(tx, projectPk, [some.id]));
      }
    };
    await Promise.all([1, 2, 3, 4].map(writer));
    const log = await changeLog(database.pool, projectPk);
    expect(log.map((entry) => entry.version)).toEqual(log.map((_, index) => index + 1));
    expect(log.at(-1)?.version).toBe(await versionOf(database.pool, projectPk));
    expect(replayLog(log)).toEqual(await rowsAsLogged(database.pool, projectPk));
    expect(log.every((entry) => entry.rows.length > 0)).toBe(true);
  });

  test('two that write the same at once: one writes, the other finds nothing to do', async () => {
    await save([aManifest('a')], []);
    const write = () => save([], [anImage('1', 'a')]);
    const counts = await Promise.all([write(), write(), write()]);
    expect(counts.map((each) => each.created).sort()).toEqual([0, 0, 1]);
    expect(await versionOf(database.pool, projectPk)).toBe(1);
  });

  test('a committed write is seen by the next read of any connection, with its version', async () => {
    await save([aManifest('a')], [anImage('1', 'a')]);
    const { rows } = await database.pool.query(
      'SELECT p.version, count(i.id) AS n FROM inventory_state p LEFT JOIN image i USING (project_pk) WHERE p.project_pk = $1 GROUP BY 1',
      [projectPk],
    );
    expect(rows).toEqual([{ version: 1, n: 1 }]);
  });

  test('a write that is rolled back leaves neither version nor log', async () => {
    const failing = inTransaction(database.pool, async (tx) => {
      await saveManifests(tx, projectPk, [aManifest('a')]);
      await writeImages(tx, { projectPk, registryPk: 1, epsPk: 0 }, [anImage('1', 'a')], NOW);
      throw new Error('the network went away');
    });
    await expect(failing).rejects.toThrow('the network went away');
    expect([await versionOf(database.pool, projectPk), await changeLog(database.pool, projectPk)]).toEqual([0, []]);
  });
});

test('another project with the same images is another world', async () => {
  await save([aManifest('a')], [anImage('1', 'a')]);
  const { projectPk: other } = await insertProject(database.pool, `project-${++projects}`);
  await store(database.pool, other, anIndex('a', []), [anImage('1', 'a')]);
  await scanned('a', 9);
  expect(await imageRows(database.pool, other)).toMatchObject([{ vul_num: 0, is_multiarch: true }]);
});
