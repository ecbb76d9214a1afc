import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noHttp } from '../../testing/advisories/http.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { defaultLimits, systemClock } from '../runtime/index.ts';
import { loadAdvisories } from './load-advisories.ts';

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
  ['pypi', 2651, 2],
])('%s loads, and again without a row written', { timeout: 120_000 }, async (name, loaded, foreign) => {
  const started = performance.now();
  const first = await loadAdvisories(database.pool, `${FOLDER}${name}`, deps);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${name}: ${first.loaded} advisories in ${seconds} s, ${first.changed.length} packages, rejected:`,
    first.rejected.slice(0, 5),
  );
  expect([first.outcome, first.loaded]).toEqual(['loaded', loaded]);
  expect(first.rejected.length).toBe(foreign);
});

test.skipIf(!present)(
  '15,000 real records load well within 30 s, and unchanged ones in less',
  { timeout: 120_000 },
  async () => {
    await database.pool.query('TRUNCATE advisory_source CASCADE');
    const started = performance.now();
    const first = await loadAdvisories(database.pool, FOLDER, deps);
    const seconds = (performance.now() - started) / 1000;
    console.log(`all: ${first.loaded} advisories in ${seconds.toFixed(1)} s, ${first.rejected.length} files rejected`);
    expect(first.loaded).toBeGreaterThan(14_000);
    expect(seconds).toBeLessThan(30);
  },
);
