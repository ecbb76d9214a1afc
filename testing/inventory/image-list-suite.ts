import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Pool } from '../../src/database/index.ts';
import type { FacetField, Image } from '../../src/inventory/index.ts';
import { FACET_FIELDS } from '../../src/inventory/list/image-row.ts';
import {
  type ImageFilter,
  type ImageList,
  type ImagePage,
  MAX_FACET_VALUES,
  type Tenant,
} from '../../src/model/index.ts';
import { createTestDatabase, type TestDatabase } from '../database/index.ts';
import { insertProject } from '../rows/index.ts';
import { scaled } from '../scale.ts';
import { bruteForceFacet, bruteForcePage } from './brute-force-list.ts';
import { insertImages } from './insert-images.ts';
import { allConditionsOf, anyFilter, anyPage } from './random-filters.ts';
import { randomImages, type SeededImage } from './random-images.ts';

const COUNT = 3000;
const EVERYTHING: ImagePage = { sort: null, offset: 0, limit: COUNT };

/** What an executor can be opened over: the database, and the same images of the project that is asked for. */
export interface SeededList {
  readonly pool: Pool;
  readonly images: readonly SeededImage[];
}

/**
 * What every executor of the image list must do, over 3,000 images of a project and 100 of another.
 * @param open the executor, handing on images as they are
 */
export function imageListSuite(open: (seeded: SeededList) => ImageList<Image, FacetField>): void {
  let database: TestDatabase;
  let tenant: Tenant;
  let images: SeededImage[];
  let imageList: ImageList<Image, FacetField>;

  beforeAll(async () => {
    database = await createTestDatabase();
    const { pool } = database;
    tenant = await insertProject(pool, 'ours');
    images = randomImages({ count: COUNT, seed: 20_261_124, projectPk: tenant.projectPk });
    await insertImages(pool, tenant.projectPk, images);
    const { projectPk: other } = await insertProject(pool, 'theirs');
    await insertImages(pool, other, randomImages({ count: 100, seed: 1, projectPk: other }));
    imageList = open({ pool, images });
  });
  afterAll(() => database.drop());

  const list = (filter: Partial<ImageFilter>, page: Partial<ImagePage> = {}) =>
    imageList.page(tenant, { enterprise: 'all', ...filter }, { ...EVERYTHING, ...page });
  const bruteForce = (filter: Partial<ImageFilter>, page: Partial<ImagePage> = {}) =>
    bruteForcePage(images, { enterprise: 'all', ...filter }, { ...EVERYTHING, ...page });

  describe('against a filter written in plain JavaScript', () => {
    test('120 random combinations of every condition, order and page give the same rows and the same total', async () => {
      let found = 0;
      await fc.assert(
        fc.asyncProperty(fc.gen(), anyPage, async (generate, page) => {
          const filter = generate(() => anyFilter(images));
          const got = await list(filter, page);
          expect(got).toEqual(bruteForce(filter, page));
          if (got.total > 0) found += 1;
        }),
        { numRuns: scaled(120), seed: 42 },
      );
      expect(found).toBeGreaterThan(20);
    });

    test('60 random filters give the same counts of the values of any fields, and each adds up to the total', async () => {
      const someFields = fc.subarray([...FACET_FIELDS]);
      await fc.assert(
        fc.asyncProperty(fc.gen(), someFields, async (generate, fields) => {
          const filter = generate(() => anyFilter(images));
          const facets = await imageList.facets(tenant, filter, fields);
          expect(facets).toEqual(
            Object.fromEntries(fields.map((each) => [each, bruteForceFacet(images, filter, each)])),
          );
          const { total } = await list(filter);
          for (const { values, others } of Object.values(facets))
            expect(values.reduce((sum, each) => sum + each.images, others)).toBe(total);
        }),
        { numRuns: scaled(60), seed: 43 },
      );
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

  describe('decisions of the contract', () => {
    const visible = () => images.filter((image) => image.listed && !image.registry.deleting);
    const idsOf = ({ rows }: { readonly rows: readonly Image[] }) => rows.map((row) => row.id);

    test('texts match exactly and case-sensitively, and wildcards are letters', async () => {
      for (const imageName of ['web', 'we%', 'w_b']) {
        const { rows } = await list({ imageName });
        expect(new Set(rows.map((row) => row.imageName))).toEqual(new Set([imageName]));
      }
      expect(await list({ namespace: 'te' })).toEqual({ total: 0, rows: [] });
    });

    test('a size matches exactly and is never cut, beyond 2^31 too', async () => {
      const { rows, total } = await list({ imageSize: 9_007_199_254_740_991n });
      expect(total).toBeGreaterThan(0);
      expect(new Set(rows.map((row) => row.imageSize))).toEqual(new Set([9_007_199_254_740_991]));
      expect((await list({ imageSize: 2n ** 63n - 1n })).total).toBe(0);
    });

    test('without sort by id; with sort never-scanned counts as 0 and ties go by id in both directions', async () => {
      const ids = idsOf(await list({}));
      expect(ids).toEqual(ids.toSorted((a, b) => a - b));
      const unscanned = visible().flatMap((image) => (image.scanTime === null ? [image.id] : []));
      expect(idsOf(await list({}, { sort: 'scan_time_asc' })).slice(0, unscanned.length)).toEqual(unscanned);
      expect(idsOf(await list({}, { sort: 'scan_time_desc' })).slice(-unscanned.length)).toEqual(unscanned);
    });

    test('latest_version true keeps the rows that carry the mark', async () => {
      expect((await list({ latestVersion: true })).total).toBe(visible().filter((image) => image.latestVersion).length);
    });

    test.each(['hasVul', 'hasUnsafeSetting', 'hasMaliciousFile', 'risky'] as const)(
      '%s true and false together are the images with a finished scan, no others',
      async (name) => {
        const [yes, no] = [await list({ [name]: true }), await list({ [name]: false })];
        const finished = [...yes.rows, ...no.rows];
        expect(finished.every((row) => row.scanTime !== null && row.scanFailedCode === null)).toBe(true);
        expect(yes.total + no.total).toBeLessThan((await list({})).total);
        expect(new Set(finished.map((row) => row.scanStatus))).toEqual(new Set(['succeeded', 'queued', 'scanning']));
      },
    );

    test('risky is a vulnerability, a failed baseline check or a malicious file', async () => {
      const { rows } = await list({ risky: false });
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => row.vulNum + row.unsafeNum + row.maliciousNum === 0)).toBe(true);
    });

    test('platforms come with their image, in order, and are no rows of their own', async () => {
      const { rows, total } = await list({ isMultiarch: true });
      const expected = visible().filter((image) => image.isMultiarch);
      expect(rows.map((row) => row.children)).toEqual(expected.map((image) => image.children));
      expect(total).toBe(expected.length);
    });

    test('ranges include both ends, and rows without the time never match', async () => {
      const scanned = visible().find((image) => image.scanTime !== null)?.scanTime ?? 0;
      const { rows } = await list({ scanTime: { from: BigInt(scanned), to: BigInt(scanned) } });
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => row.scanTime === scanned)).toBe(true);
      const always = await list({ scanTime: { from: 0n, to: 2n ** 63n - 1n } });
      expect(always.total).toBe(visible().filter((image) => image.scanTime !== null).length);
      expect((await list({ scanTime: { from: 2n ** 63n - 1n } })).total).toBe(0);
      expect((await list({ updateTime: { from: 253_402_300_800_000n } })).total).toBe(0);
    });

    test('the sync time of an image is that of its registry when that is later', async () => {
      const later = visible().find((image) => image.syncTime > image.ownSyncTime) as SeededImage;
      const at = BigInt(later.syncTime);
      expect(idsOf(await list({ syncTime: { from: at, to: at } }))).toContain(later.id);
    });

    test('only the enterprise projects of the caller are seen, none when there are none', async () => {
      expect((await list({ enterprise: [1] })).total).toBe(visible().filter((image) => image.epsPk === 1).length);
      expect(await list({ enterprise: [] })).toEqual({ total: 0, rows: [] });
    });
  });

  test('a field with more values than an answer holds has the most frequent ones, and how many images have others', async () => {
    const { imageDigest } = await imageList.facets(tenant, { enterprise: 'all' }, ['imageDigest']);
    const { total } = await list({});
    expect(imageDigest.values).toHaveLength(MAX_FACET_VALUES);
    expect(imageDigest.others).toBe(total - MAX_FACET_VALUES);
  });

  test('no fields have no counts, a field asked for twice has them once, and nothing found is no value', async () => {
    expect(await imageList.facets(tenant, { enterprise: 'all' }, [])).toEqual({});
    const nothing = await imageList.facets(tenant, { enterprise: [] }, ['severity', 'scanStatus', 'severity']);
    expect(nothing).toEqual({ severity: { values: [], others: 0 }, scanStatus: { values: [], others: 0 } });
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
}
