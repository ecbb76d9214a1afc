import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import {
  BASE_TIME,
  insertImages,
  insertProject,
  randomImages,
  type SeededImage,
} from '../../../testing/inventory/index.ts';
import { inTransaction, openPool } from '../../database/index.ts';
import {
  type ImageFilter,
  type ImagePage,
  REGISTRY_TYPE_NAMES,
  SCAN_STATUSES,
  SEVERITIES,
  type Tenant,
  type TimeRange,
} from '../../model/index.ts';
import type { Image } from './image-row.ts';
import { listImages } from './list-images.ts';

const COUNT = 3000;
const EVERYTHING: ImagePage = { sort: null, offset: 0, limit: COUNT };
let database: TestDatabase;
let tenant: Tenant;
let images: SeededImage[];

beforeAll(async () => {
  database = await createTestDatabase();
  tenant = { projectPk: await insertProject(database.pool, 'ours'), projectId: 'ours' };
  images = randomImages({ count: COUNT, seed: 20_261_124, projectPk: tenant.projectPk });
  await insertImages(database.pool, tenant.projectPk, images);
  const other = await insertProject(database.pool, 'theirs');
  await insertImages(database.pool, other, randomImages({ count: 100, seed: 1, projectPk: other }));
});
afterAll(() => database.drop());

const list = (filter: Partial<ImageFilter>, page: Partial<ImagePage> = {}) =>
  listImages(database.pool, tenant, { enterprise: 'all', ...filter }, { ...EVERYTHING, ...page });

/** The whole answer as the decisions define it, written without SQL. */
function bruteForce(filter: Partial<ImageFilter>, page: Partial<ImagePage> = {}) {
  const { sort, offset, limit } = { ...EVERYTHING, ...page };
  const direction = sort === 'scan_time_desc' ? -1 : 1;
  const rows = images.filter((image) => matches(image, { enterprise: 'all', ...filter }));
  if (sort) rows.sort((a, b) => direction * ((a.scanTime ?? 0) - (b.scanTime ?? 0)) || a.id - b.id);
  return { total: rows.length, rows: rows.slice(offset, offset + limit).map(asListed) };
}

function matches(image: SeededImage, filter: ImageFilter): boolean {
  const equal = [
    'namespace',
    'imageName',
    'imageVersion',
    'registryName',
    'registryType',
    'instanceId',
    'instanceName',
  ];
  const others = ['scanStatus', 'isMultiarch', 'latestVersion'];
  const values = { ...image } as Record<string, unknown>;
  const wanted = { ...filter } as Record<string, unknown>;
  return (
    image.listed &&
    !image.registry.deleting &&
    (filter.enterprise === 'all' || filter.enterprise.includes(image.epsPk)) &&
    [...equal, ...others].every((name) => wanted[name] === undefined || wanted[name] === values[name]) &&
    (filter.imageSize === undefined || filter.imageSize === BigInt(image.imageSize)) &&
    within(image.updateTime, filter.updateTime) &&
    within(image.scanTime, filter.scanTime) &&
    within(image.syncTime, filter.syncTime) &&
    findingsMatch(image, filter)
  );
}

function within(time: number | null, range: TimeRange = {}): boolean {
  if (range.from === undefined && range.to === undefined) return true;
  return time !== null && BigInt(time) >= (range.from ?? 0n) && BigInt(time) <= (range.to ?? 2n ** 63n);
}

function findingsMatch(image: SeededImage, filter: ImageFilter): boolean {
  const asked = [filter.hasVul, filter.hasUnsafeSetting, filter.hasMaliciousFile, filter.risky, filter.severity];
  if (asked.every((each) => each === undefined)) return true;
  const [vul, unsafe, malicious] = [image.vulNum > 0, image.unsafeNum > 0, image.maliciousNum > 0];
  const finished = image.scanTime !== null && (image.scanStatus === 'succeeded' || image.severity !== null);
  const same = (wanted: boolean | undefined, is: boolean) => wanted === undefined || wanted === is;
  const flags =
    same(filter.hasVul, vul) && same(filter.hasUnsafeSetting, unsafe) && same(filter.hasMaliciousFile, malicious);
  const severity = filter.severity === undefined || filter.severity === image.severity;
  return finished && flags && same(filter.risky, vul || unsafe || malicious) && severity;
}

function asListed({ epsPk: _, listed: __, registry: ___, ownSyncTime: ____, ...image }: SeededImage): Image {
  return image;
}

/** Every condition, taken from one row or at random, so that full combinations find something too. */
function filterLike(image: SeededImage): fc.Arbitrary<ImageFilter> {
  const text = (own: string, ...others: string[]) => fc.constantFrom(own, own, own, ...others);
  const range = (own: number | null) => {
    const time = own ?? BASE_TIME;
    const from = fc.constantFrom(0n, BigInt(time - 1), BigInt(time), BigInt(time + 1));
    const to = fc.constantFrom(2n ** 63n - 1n, BigInt(time + 1), BigInt(time), BigInt(time - 1));
    return fc.record({ from, to }, { requiredKeys: [] });
  };
  const flag = (own: boolean) => fc.constantFrom(own, own, own, !own);
  const { vulNum, unsafeNum, maliciousNum } = image;
  return fc.record({
    enterprise: fc.constantFrom<ImageFilter['enterprise'][]>('all', [0, 1, 2], [image.epsPk], [0], []),
    namespace: text(image.namespace, 'TEAM'),
    imageName: text(image.imageName, 'w%', '_eb'),
    imageVersion: text(image.imageVersion, '1'),
    registryName: text(image.registryName, 'registry'),
    registryType: fc.constantFrom(image.registryType, image.registryType, ...REGISTRY_TYPE_NAMES),
    instanceId: text(image.instanceId, 'instance-3'),
    instanceName: text(image.instanceName, 'instance'),
    latestVersion: fc.constant<true>(true),
    imageSize: fc.constantFrom(BigInt(image.imageSize), BigInt(image.imageSize), 2n ** 63n - 1n),
    scanStatus: fc.constantFrom(image.scanStatus, image.scanStatus, ...SCAN_STATUSES),
    updateTime: range(image.updateTime),
    scanTime: range(image.scanTime),
    syncTime: range(image.syncTime),
    hasMaliciousFile: flag(maliciousNum > 0),
    hasUnsafeSetting: flag(unsafeNum > 0),
    hasVul: flag(vulNum > 0),
    risky: flag(vulNum + unsafeNum + maliciousNum > 0),
    severity: fc.constantFrom(image.severity ?? 'none', ...SEVERITIES),
    isMultiarch: flag(image.isMultiarch),
  });
}

/** Few conditions or many: with all of them at random nearly nothing is found. */
const anyFilter = fc.nat(COUNT - 1).chain((index) =>
  fc
    .tuple(filterLike(images[index] as SeededImage), fc.nat(19), fc.infiniteStream(fc.nat(19)))
    .map(([filter, few, keep]) => {
      const keys = new Set([...keep.take(few)]);
      const kept = Object.entries(filter).filter(([name], at) => name === 'enterprise' || keys.has(at));
      return Object.fromEntries(kept) as unknown as ImageFilter;
    }),
);
const anyPage = fc.record({
  sort: fc.constantFrom<ImagePage['sort'][]>(null, 'scan_time_asc', 'scan_time_desc'),
  offset: fc.oneof({ weight: 4, arbitrary: fc.nat(20) }, fc.nat(2_000_000)),
  limit: fc.integer({ min: 1, max: 200 }),
});

describe('against a filter written in plain JavaScript', () => {
  test('120 random combinations of every condition, order and page give the same rows and the same total', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(fc.gen(), anyPage, async (generate, page) => {
        const filter = generate(() => anyFilter);
        const got = await list(filter, page);
        expect(got).toEqual(bruteForce(filter, page));
        if (got.total > 0) found += 1;
      }),
      { numRuns: 120, seed: 42 },
    );
    expect(found).toBeGreaterThan(20);
  });

  test('12 combinations of ALL conditions at once, each true of at least one row', async () => {
    const seen = images.filter(
      (image) => image.listed && !image.registry.deleting && image.severity && image.latestVersion,
    );
    for (const image of seen.filter((_, index) => index % Math.floor(seen.length / 12) === 0)) {
      const filter = allConditionsOf(image);
      const answer = await list(filter);
      expect(answer).toEqual(bruteForce(filter));
      expect(answer.rows.map((row) => row.id)).toContain(image.id);
    }
  });
});

function allConditionsOf(image: SeededImage): ImageFilter {
  const around = (time: number | null) => ({ from: BigInt((time ?? 0) - 500), to: BigInt((time ?? 0) + 500) });
  const { namespace, imageName, imageVersion, registryName, registryType, instanceId, instanceName } = image;
  const { scanStatus, isMultiarch, vulNum, unsafeNum, maliciousNum } = image;
  return {
    ...{ enterprise: [image.epsPk], namespace, imageName, imageVersion, registryName, registryType, instanceId },
    ...{ instanceName, scanStatus, isMultiarch, latestVersion: true, imageSize: BigInt(image.imageSize) },
    ...{ updateTime: around(image.updateTime), scanTime: around(image.scanTime), syncTime: around(image.syncTime) },
    ...{ hasVul: vulNum > 0, hasUnsafeSetting: unsafeNum > 0, hasMaliciousFile: maliciousNum > 0 },
    ...{ risky: vulNum + unsafeNum + maliciousNum > 0, severity: image.severity ?? 'none' },
  };
}

describe('decisions of the contract', () => {
  const visible = () => images.filter((image) => image.listed && !image.registry.deleting);
  const idsOf = ({ rows }: { rows: Image[] }) => rows.map((row) => row.id);

  test('1: texts match exactly and case-sensitively, and wildcards are letters', async () => {
    for (const imageName of ['web', 'we%', 'w_b']) {
      const { rows } = await list({ imageName });
      expect(new Set(rows.map((row) => row.imageName))).toEqual(new Set([imageName]));
    }
    expect(await list({ namespace: 'te' })).toEqual({ total: 0, rows: [] });
  });

  test('2: a size matches exactly and is never cut, beyond 2^31 too', async () => {
    const { rows, total } = await list({ imageSize: 9_007_199_254_740_991n });
    expect(total).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => row.imageSize))).toEqual(new Set([9_007_199_254_740_991]));
    expect((await list({ imageSize: 2n ** 63n - 1n })).total).toBe(0);
  });

  test('3: without sort by id; with sort never-scanned counts as 0 and ties go by id in both directions', async () => {
    const ids = idsOf(await list({}));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    const unscanned = visible().flatMap((image) => (image.scanTime === null ? [image.id] : []));
    expect(idsOf(await list({}, { sort: 'scan_time_asc' })).slice(0, unscanned.length)).toEqual(unscanned);
    expect(idsOf(await list({}, { sort: 'scan_time_desc' })).slice(-unscanned.length)).toEqual(unscanned);
  });

  test('4: latest_version true keeps the rows that carry the mark', async () => {
    expect((await list({ latestVersion: true })).total).toBe(visible().filter((image) => image.latestVersion).length);
  });

  test.each(['hasVul', 'hasUnsafeSetting', 'hasMaliciousFile', 'risky'] as const)(
    '5: %s true and false together are the images with a finished scan, no others',
    async (name) => {
      const [yes, no] = [await list({ [name]: true }), await list({ [name]: false })];
      const finished = [...yes.rows, ...no.rows];
      expect(finished.every((row) => row.scanTime !== null && row.scanFailedCode === null)).toBe(true);
      expect(yes.total + no.total).toBeLessThan((await list({})).total);
      expect(new Set(finished.map((row) => row.scanStatus))).toEqual(new Set(['succeeded', 'queued', 'scanning']));
    },
  );

  test('6: risky is a vulnerability, a failed baseline check or a malicious file', async () => {
    const { rows } = await list({ risky: false });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.vulNum + row.unsafeNum + row.maliciousNum === 0)).toBe(true);
  });

  test('10: platforms come with their image, in order, and are no rows of their own', async () => {
    const { rows, total } = await list({ isMultiarch: true });
    const expected = visible().filter((image) => image.isMultiarch);
    expect(rows.map((row) => row.children)).toEqual(expected.map((image) => image.children));
    expect(total).toBe(expected.length);
  });

  test('12: ranges include both ends, and rows without the time never match', async () => {
    const scanned = visible().find((image) => image.scanTime !== null)?.scanTime ?? 0;
    const { rows } = await list({ scanTime: { from: BigInt(scanned), to: BigInt(scanned) } });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.scanTime === scanned)).toBe(true);
    const always = await list({ scanTime: { from: 0n, to: 2n ** 63n - 1n } });
    expect(always.total).toBe(visible().filter((image) => image.scanTime !== null).length);
    expect((await list({ scanTime: { from: 2n ** 63n - 1n } })).total).toBe(0);
    expect((await list({ updateTime: { from: 253_402_300_800_000n } })).total).toBe(0);
  });

  test('12: the sync time of an image is that of its registry when that is later', async () => {
    const later = visible().find((image) => image.syncTime > image.ownSyncTime) as SeededImage;
    const at = BigInt(later.syncTime);
    expect(idsOf(await list({ syncTime: { from: at, to: at } }))).toContain(later.id);
  });

  test('14: only the enterprise projects of the caller are seen, none when there are none', async () => {
    expect((await list({ enterprise: [1] })).total).toBe(visible().filter((image) => image.epsPk === 1).length);
    expect(await list({ enterprise: [] })).toEqual({ total: 0, rows: [] });
  });
});

test.each([null, 'scan_time_asc', 'scan_time_desc'] as const)(
  'pages concatenate to the whole list (sort: %s)',
  async (sort) => {
    const whole = await list({}, { sort });
    const pages: Image[] = [];
    for (let offset = 0; offset < whole.total; offset += 200) {
      const { rows, total } = await list({}, { sort, offset, limit: 200 });
      expect(total).toBe(whole.total);
      pages.push(...rows);
    }
    expect(pages).toEqual(whole.rows);
  },
);

test('a page beyond the end is empty and still has the total', async () => {
  const { total } = await list({});
  expect(await list({}, { offset: 2_000_000 })).toEqual({ total, rows: [] });
});

test('another project sees none of our rows', async () => {
  const { rows } = await list({});
  expect(rows.every((row) => Math.floor(row.id / 2 ** 32) === tenant.projectPk)).toBe(true);
});

test('a statement that takes too long is "overloaded", not an internal error', async () => {
  const { options } = database.pool as unknown as { options: object };
  const impatient = openPool({ ...options, max: 1, statement_timeout: 100 });
  await inTransaction(database.pool, async (tx) => {
    await tx.query('LOCK TABLE image IN ACCESS EXCLUSIVE MODE');
    const blocked = listImages(impatient, tenant, { enterprise: 'all' }, EVERYTHING);
    await expect(blocked).rejects.toMatchObject({ name: 'AppError', code: 'overloaded' });
  });
  await impatient.end();
});
