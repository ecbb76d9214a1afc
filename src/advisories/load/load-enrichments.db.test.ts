import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noHttp, startFeedServer } from '../../../testing/advisories/http.ts';
import { createFeedFolder, type FeedFolder, osvRecord } from '../../../testing/advisories/osv.ts';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { defaultLimits } from '../../config/index.ts';
import { listAdvisorySources } from '../advisory-status.ts';
import { findEnrichments } from '../loaded-advisories.ts';
import { loadAdvisories } from './load-advisories.ts';
import { loadEnrichments } from './load-enrichments.ts';
import type { LoadSourceDeps } from './load-source.ts';
import { retireSources } from './retire-sources.ts';

let database: TestDatabase;
let folder: FeedFolder;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  folder = createFeedFolder();
});
afterEach(async () => {
  folder.drop();
  await database.pool.query('TRUNCATE advisory_source CASCADE');
});

const NOW = 1_800_000_000_000;
const deps: LoadSourceDeps = { http: noHttp, limits: defaultLimits, clock: { now: () => NOW } };
const load = (more: Partial<LoadSourceDeps> = {}, place = folder.path) =>
  loadEnrichments(database.pool, `kev=${place}`, { ...deps, ...more });

const catalogue = (...days: readonly (readonly [cveID: string, dateAdded: string])[]) => ({
  vulnerabilities: days.map(([cveID, dateAdded]) => ({ cveID, dateAdded, knownRansomwareCampaignUse: 'Unknown' })),
});
const A = ['CVE-2024-0001', '2024-01-01'] as const;
const B = ['CVE-2024-0002', '2024-01-02'] as const;
const C = ['CVE-2024-0003', '2024-01-03'] as const;

describe('a load', () => {
  test('stores what the feed says by vulnerability', async () => {
    folder.write('kev.json', catalogue(A, B));
    expect(await load()).toMatchObject({ outcome: 'loaded', loaded: 2, rejectedCount: 0 });
    expect(await findEnrichments(database.pool, ['CVE-2024-0001', 'CVE-2024-9999'])).toEqual(
      new Map([['CVE-2024-0001', { kev: { dateAdded: '2024-01-01', dueDate: null, ransomwareUse: 'Unknown' } }]]),
    );
  });

  test('of unchanged content only records the time', async () => {
    folder.write('kev.json', catalogue(A));
    await load();
    expect(await load({ clock: { now: () => NOW + 5_000 } })).toMatchObject({ outcome: 'unchanged' });
    expect(await listAdvisorySources(database.pool)).toMatchObject([
      { feed: 'kev', source: folder.path, status: 'ok', loaded: 1, checkedAt: NOW + 5_000, loadedAt: NOW },
    ]);
  });

  test('writes only what changed, and removes what the feed no longer names', async () => {
    folder.write('kev.json', catalogue(A, B));
    await load();
    const before = await rowVersions();
    folder.write('kev.json', catalogue(A, ['CVE-2024-0002', '2025-01-01'], C));
    expect(await load()).toMatchObject({ outcome: 'loaded', loaded: 3 });
    const after = await rowVersions();
    expect(after.get('CVE-2024-0001')).toBe(before.get('CVE-2024-0001'));
    expect(after.get('CVE-2024-0002')).not.toBe(before.get('CVE-2024-0002'));
    folder.write('kev.json', catalogue(C));
    expect(await load()).toMatchObject({ loaded: 1 });
    expect([...(await rowVersions()).keys()]).toEqual(['CVE-2024-0003']);
  });

  test('with a broken entry keeps the good ones, names the broken one and removes nothing', async () => {
    folder.write('kev.json', catalogue(A, B));
    await load();
    folder.write('kev.json', { vulnerabilities: [...catalogue(A).vulnerabilities, { cveID: 'CVE-2024-0002' }] });
    expect(await load()).toMatchObject({ outcome: 'loaded', loaded: 2, rejectedCount: 1 });
    expect([...(await rowVersions()).keys()]).toEqual(['CVE-2024-0001', 'CVE-2024-0002']);
    const [status] = await listAdvisorySources(database.pool);
    expect(status).toMatchObject({
      status: 'partial',
      reason: expect.stringContaining('kev.json vulnerabilities[1] (the entry cannot be read); 1 records'),
      rejects: [{ name: 'kev.json vulnerabilities[1]', reason: 'the entry cannot be read' }],
    });
  });

  test('of two entries with one id takes the first', async () => {
    folder.write('kev.json', catalogue(A, ['CVE-2024-0001', '2025-01-01']));
    expect(await load()).toMatchObject({ loaded: 1, rejectedCount: 1 });
    const found = await findEnrichments(database.pool, ['CVE-2024-0001']);
    expect(found.get('CVE-2024-0001')).toMatchObject({ kev: { dateAdded: '2024-01-01' } });
  });

  test.each<[string, object | string, string]>([
    ['is empty', catalogue(), 'the source holds no usable entry of the feed kev'],
    ['is another document', '{"title":"x"}', 'not a catalogue of known exploited vulnerabilities'],
    ['breaks off', '{"vulnerabilities":[', 'not valid JSON'],
  ])('of a source that %s fails in words, and what was loaded stays', async (_title, content, reason) => {
    folder.write('kev.json', catalogue(A));
    await load();
    folder.write('kev.json', content);
    expect(await load()).toMatchObject({ outcome: 'failed', reason: expect.stringContaining(reason) });
    expect([...(await rowVersions()).keys()]).toEqual(['CVE-2024-0001']);
    expect(await listAdvisorySources(database.pool)).toMatchObject([{ feed: 'kev', status: 'failed', loaded: 1 }]);
  });

  test('that is aborted changes nothing, and throws the reason of the abort', async () => {
    folder.write('kev.json', catalogue(A));
    const signal = AbortSignal.abort(new Error('the worker is stopping'));
    await expect(load({ signal })).rejects.toThrow('the worker is stopping');
    expect(await rowVersions()).toEqual(new Map());
  });

  test('works over HTTP, and transfers nothing while the server says that nothing changed', async () => {
    const server = await startFeedServer();
    server.serve('/kev.json', Buffer.from(JSON.stringify(catalogue(A))));
    const place = `${server.url('/kev.json')}?token=hidden-word`;
    server.serve('/kev.json?token=hidden-word', Buffer.from(JSON.stringify(catalogue(A))));
    expect(await load({ http: server.http }, place)).toMatchObject({ outcome: 'loaded', loaded: 1 });
    expect(await load({ http: server.http }, place)).toMatchObject({ outcome: 'unchanged' });
    expect(server.answers).toEqual([200, 304]);
    expect(await listAdvisorySources(database.pool)).toMatchObject([{ source: server.url('/kev.json') }]);
    await server.close();
  });
});

describe('sources', () => {
  test('of advisories and enrichments are listed together, those of advisories first', async () => {
    folder.write('kev.json', catalogue(A));
    const advisories = createFeedFolder();
    advisories.write('1.json', osvRecord());
    await load();
    await loadAdvisories(database.pool, advisories.path, deps);
    advisories.drop();
    const listed = await listAdvisorySources(database.pool);
    expect(listed.map(({ feed, status }) => [feed, status])).toEqual([
      ['advisories', 'ok'],
      ['kev', 'ok'],
    ]);
  });

  test('that are no longer configured go with their entries; entries that come from another place now are kept', async () => {
    const moved = createFeedFolder();
    folder.write('kev.json', catalogue(A, B));
    await load();
    moved.write('kev.json', catalogue(A, B));
    await load({}, moved.path);
    const noChange = async () => {};
    expect(await retireSources(database.pool, [`kev=${moved.path}`], noChange)).toEqual([`kev=${folder.path}`]);
    expect([...(await rowVersions()).keys()]).toEqual(['CVE-2024-0001', 'CVE-2024-0002']);
    await retireSources(database.pool, [], noChange);
    expect(await rowVersions()).toEqual(new Map());
    moved.drop();
  });
});

async function rowVersions(): Promise<Map<string, string>> {
  const { rows } = await database.pool.query<{ id: string; xmin: string }>(
    'SELECT vul_id AS id, xmin::text FROM advisory_enrichment ORDER BY 1',
  );
  return new Map(rows.map(({ id, xmin }) => [id, xmin]));
}
