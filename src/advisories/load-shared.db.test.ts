import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noHttp } from '../../testing/advisories/http.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { defaultLimits } from '../config/index.ts';
import { systemClock } from '../process/index.ts';
import { type LoadResult, loadAdvisories } from './load/load-advisories.ts';

/** Real databases of advisories. Not ours to commit: used where they lie beside the checkout. */
const FOLDER = fileURLToPath(new URL('../../../shared/advisories/', import.meta.url));
const present = existsSync(FOLDER);
const deps = { http: noHttp, limits: defaultLimits, clock: systemClock };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test.skipIf(present)('real advisory databases are absent; the records written for the tests stand alone', () => {
  expect(present).toBe(false);
});

test.skipIf(!present).each([
  ['debian-12-changelog-osv', 6130, 0],
  ['almalinux9', 1783, 1],
  ['go', 4274, 1],
  ['pypi', 2651, 1],
])('%s loads whole, and again without a row written', { timeout: 120_000 }, async (name, loaded, foreign) => {
  const first = await measured(name);
  expect([first.outcome, first.loaded, first.rejected.length]).toEqual(['loaded', loaded, foreign]);
  expect(first.rejected.filter((rejection) => rejection.broken)).toEqual([]);
  const before = await newestRow();
  await database.pool.query(`UPDATE advisory_source SET fingerprint = 'another release'`);
  expect(await measured(name)).toMatchObject({ outcome: 'loaded', loaded, changed: [] });
  expect(await newestRow()).toEqual(before);
});

test.skipIf(!present)('15,000 records load in far less than 30 s of work', { timeout: 240_000 }, async () => {
  await database.pool.query('TRUNCATE advisory_source CASCADE');
  const started = process.cpuUsage();
  const { loaded } = await measured('');
  const { user, system } = process.cpuUsage(started);
  expect(loaded).toBeGreaterThan(14_000);
  // Processor time, because other tests run beside this one.
  expect((user + system) / 1e6).toBeLessThan(30);
});

async function measured(name: string): Promise<LoadResult> {
  const started = performance.now();
  const result = await loadAdvisories(database.pool, `${FOLDER}${name}`, deps);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const counts = `${result.loaded} advisories, ${result.rejected.length} files rejected, ${result.changed.length} packages changed`;
  console.log(`${name || 'all folders at once'}: ${counts}, ${seconds} s`);
  return result;
}

/** The latest transaction that wrote an advisory or one of its entries. */
async function newestRow(): Promise<unknown> {
  const newest = (table: string) => `(SELECT max(xmin::text::bigint) FROM ${table})`;
  const { rows } = await database.pool.query(`SELECT ${newest('advisory')} AS a, ${newest('advisory_affected')} AS f`);
  return rows[0];
}
