import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noHttp } from '../../../testing/advisories/http.ts';
import { affectedPackage, createFeedFolder, type FeedFolder, osvRecord } from '../../../testing/advisories/osv.ts';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import { defaultLimits } from '../../config/index.ts';
import { inTransaction, openPool } from '../../database/index.ts';
import { listAdvisorySources } from '../advisory-status.ts';
import { coveredEcosystems, lockAdvisoriesShared } from '../loaded-advisories.ts';
import { type LoadDeps, loadAdvisories } from './load-advisories.ts';
import { retireSources } from './retire-sources.ts';
import type { AdvisoryChanges } from './swap-advisories.ts';

let database: TestDatabase;
let feed: FeedFolder;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  feed = createFeedFolder();
});
afterEach(async () => {
  feed.drop();
  await database.pool.query('TRUNCATE advisory_source CASCADE');
});

const NOW = 1_800_000_000_000;
const deps: LoadDeps = { http: noHttp, limits: defaultLimits, clock: { now: () => NOW } };
const load = (more: Partial<LoadDeps> = {}) => loadAdvisories(database.pool, feed.path, { ...deps, ...more });
const zip = { ecosystem: 'Debian:12', name: 'zip' };
const curl = { ecosystem: 'Debian:12', name: 'curl' };
const curlRecord = (fields = {}) =>
  osvRecord({ id: 'TEST-2', affected: [affectedPackage('Debian:12', 'curl')], ...fields });

describe('a load', () => {
  test('stores advisories with their packages, and says what changed', async () => {
    feed.write(
      '1.json',
      osvRecord({ aliases: ['CVE-2026-1000'], summary: 'Bad zip', database_specific: { severity: 'LOW' } }),
    );
    feed.write(
      'deep/er/2.yaml',
      'id: TEST-2\nmodified: 2026-01-01T00:00:00Z\naffected:\n- package: {ecosystem: PyPI, name: A.B}\n  versions: [1.10]\n',
    );
    const result = await load();
    expect(result).toMatchObject({ outcome: 'loaded', loaded: 2, rejected: [] });
    expect(result.changed).toEqual([zip, { ecosystem: 'PyPI', name: 'a-b' }]);
    const { rows } = await database.pool.query(
      `SELECT advisory_id, vul_id, cves, summary, severity, ecosystem, name, ranges, versions
       FROM advisory JOIN advisory_affected USING (advisory_pk) ORDER BY 1`,
    );
    expect(rows).toEqual([
      {
        advisory_id: 'TEST-1',
        vul_id: 'CVE-2026-1000',
        cves: ['CVE-2026-1000'],
        summary: 'Bad zip',
        severity: 'low',
        ...zip,
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.0-1' }] }],
        versions: [],
      },
      expect.objectContaining({ advisory_id: 'TEST-2', severity: null, name: 'a-b', ranges: [], versions: ['1.10'] }),
    ]);
    expect(await coveredEcosystems(database.pool)).toEqual(new Set(['Debian:12', 'PyPI']));
  });

  test('of an unchanged source only records the time', async () => {
    feed.write('1.json', osvRecord());
    await load();
    const result = await load({ clock: { now: () => NOW + 5000 } });
    expect(result).toMatchObject({ outcome: 'unchanged', changed: [] });
    expect(await listAdvisorySources(database.pool)).toEqual([
      {
        ...{ feed: 'advisories', source: feed.path, status: 'ok', reason: null, loaded: 1, rejected: 0, rejects: [] },
        ...{ checkedAt: NOW + 5000, loadedAt: NOW },
      },
    ]);
  });

  test('that is aborted changes nothing, and throws the reason of the abort', async () => {
    feed.write('1.json', osvRecord());
    await load();
    feed.write('2.json', curlRecord());
    const signal = AbortSignal.abort(new Error('the worker is stopping'));
    await expect(load({ signal })).rejects.toThrow('the worker is stopping');
    expect(await listAdvisorySources(database.pool)).toMatchObject([{ status: 'ok', loaded: 1 }]);
  });

  test('leaves the rows of unchanged advisories untouched, and keeps the keys of changed ones', async () => {
    feed.write('1.json', osvRecord());
    feed.write('2.json', curlRecord());
    await load();
    const before = await rowVersions();
    feed.write('2.json', curlRecord({ summary: 'reworded' }));
    expect((await load()).changed).toEqual([]);
    const after = await rowVersions();
    expect(after.get('TEST-1')).toEqual(before.get('TEST-1'));
    expect(after.get('TEST-2')?.key).toBe(before.get('TEST-2')?.key);
    expect(after.get('TEST-2')?.xmin).not.toBe(before.get('TEST-2')?.xmin);
  });

  test('removes vanished and withdrawn advisories', async () => {
    feed.write('1.json', osvRecord());
    feed.write('2.json', curlRecord());
    feed.write('3.json', osvRecord({ id: 'TEST-3', affected: [affectedPackage('npm', 'left-pad')] }));
    await load();
    feed.remove('1.json');
    feed.write('3.json', osvRecord({ id: 'TEST-3', withdrawn: '2026-02-01T00:00:00Z' }));
    expect(await load()).toMatchObject({ loaded: 1, changed: [zip, { ecosystem: 'npm', name: 'left-pad' }] });
    expect([...(await rowVersions()).keys()]).toEqual(['TEST-2']);
    expect(await coveredEcosystems(database.pool)).toEqual(new Set(['Debian:12']));
  });

  test('loads the good files beside broken ones, and names the broken ones', async () => {
    feed.write('1.json', osvRecord());
    feed.write('broken.json', '{"id": "TEST-');
    feed.write('README.md', 'hello');
    feed.write('commits.json', osvRecord({ id: 'TEST-9', affected: [{ ranges: [] }] }));
    const result = await load();
    expect(result.loaded).toBe(1);
    expect(result.rejected.map(({ name, reason }) => [name, reason])).toEqual([
      ['README.md', 'not a .json, .yaml or .yml file'],
      ['broken.json', 'not valid JSON'],
      ['commits.json', 'names repositories, no packages'],
    ]);
    const { rows } = await database.pool.query('SELECT status, reason, rejected, rejects FROM advisory_source');
    expect(rows[0]).toMatchObject({
      status: 'partial',
      rejected: 3,
      reason: expect.stringContaining('broken.json (not valid JSON)'),
    });
    expect(rows[0].rejects[0]).toEqual({ name: 'broken.json', reason: 'not valid JSON' });
  });

  test('with broken files removes nothing but what is withdrawn: an advisory may be in one of them', async () => {
    feed.write('1.json', osvRecord());
    feed.write('2.json', [curlRecord(), osvRecord({ id: 'TEST-3' })]);
    await load();
    const before = await rowVersions();
    feed.write('1.json', osvRecord({ withdrawn: '2026-02-01T00:00:00Z' }));
    feed.write('2.json', '[{"id": "TEST-2", "modif');
    expect(await load()).toMatchObject({ outcome: 'loaded', loaded: 2, changed: [zip] });
    before.delete('TEST-1');
    expect(await rowVersions()).toEqual(before);
    const [status] = await listAdvisorySources(database.pool);
    expect(status).toMatchObject({ status: 'partial', loaded: 2, reason: expect.stringContaining('2 records') });
    feed.remove('2.json');
    feed.write('3.json', osvRecord({ id: 'TEST-3' }));
    expect(await load()).toMatchObject({ loaded: 1, changed: [curl] });
  });

  test('of a source that withdraws all its records removes them', async () => {
    feed.write('1.json', osvRecord());
    await load();
    feed.write('1.json', osvRecord({ withdrawn: '2026-02-01T00:00:00Z' }));
    expect(await load()).toMatchObject({ outcome: 'loaded', loaded: 0, changed: [zip] });
    expect(await rowVersions()).toEqual(new Map());
  });

  test('takes the longest names and ecosystems that are allowed', async () => {
    // All different, so that the index row cannot be compressed.
    const long = (length: number) =>
      String.fromCodePoint(...Array.from({ length }, (_, i) => 0x4e00 + ((i * i * 31 + i * 7919) % 20_000)));
    feed.write('1.json', osvRecord({ id: long(512), affected: [affectedPackage(long(256), long(512))] }));
    expect(await load()).toMatchObject({ outcome: 'loaded', loaded: 1, rejected: [] });
  });

  test('names a broken file after more foreign ones than are kept', async () => {
    feed.write('foreign.json', `[${'{},'.repeat(10_001)}{}]`);
    feed.write('good.json', osvRecord());
    feed.write('late.json', '{');
    await load();
    expect(await listAdvisorySources(database.pool)).toMatchObject([
      { status: 'partial', rejected: 10_003, reason: expect.stringContaining('late.json') },
    ]);
  });

  test('names a file that holds an empty list', async () => {
    feed.write('1.json', osvRecord());
    feed.write('none.json', '[]');
    expect((await load()).rejected).toEqual([{ name: 'none.json', reason: 'a list without a record', broken: false }]);
  });

  test('of a source with files that are not advisories is complete', async () => {
    feed.write('1.json', osvRecord());
    feed.write('LICENSE', 'free');
    feed.write('catalogue.json', { title: 'catalogue' });
    await load();
    expect(await listAdvisorySources(database.pool)).toMatchObject([{ status: 'ok', rejected: 2 }]);
  });

  test('names at most 100 rejects and counts all', async () => {
    feed.write('1.json', osvRecord());
    for (let n = 0; n < 150; n++) feed.write(`broken-${n}.json`, '{');
    await load();
    const { rows } = await database.pool.query(
      'SELECT rejected, jsonb_array_length(rejects) AS named FROM advisory_source',
    );
    expect(rows).toEqual([{ rejected: 150, named: 100 }]);
  });

  test.each<[string, number, Record<string, unknown>, string[]]>([
    ['the later modified', 1, { modified: '2026-05-01T00:00:00Z', summary: 'later' }, ['later']],
    ['the first of equally old ones', 1, { summary: 'second' }, ['first']],
    ['a later withdrawal', 0, { modified: '2026-05-01T00:00:00Z', withdrawn: '2026-05-01T00:00:00Z' }, []],
    [
      'not an earlier withdrawal',
      1,
      { modified: '2025-05-01T00:00:00Z', withdrawn: '2025-05-01T00:00:00Z' },
      ['first'],
    ],
  ])('of two files with one id takes %s', async (_title, loaded, second, summaries) => {
    feed.write('1.json', osvRecord({ summary: 'first' }));
    feed.write('2.json', osvRecord(second));
    feed.write('3.json', curlRecord({ summary: '' }));
    const result = await load();
    expect([result.loaded, result.rejected.length]).toEqual([loaded + 1, 1]);
    const { rows } = await database.pool.query(`SELECT summary FROM advisory WHERE advisory_id = 'TEST-1'`);
    expect(rows.map((row) => row.summary)).toEqual(summaries);
  });
});

describe('changed keys are exact', () => {
  const changes = async (next: Record<string, unknown>) => {
    feed.write('1.json', osvRecord());
    feed.write('2.json', curlRecord());
    await load();
    feed.write('2.json', curlRecord(next));
    return (await load()).changed;
  };

  test('a new fixed version', async () => {
    const affected = [affectedPackage('Debian:12', 'curl', [{ introduced: '0' }, { fixed: '9' }])];
    expect(await changes({ affected })).toEqual([curl]);
  });

  test('another package beside an unchanged one', async () => {
    const affected = [affectedPackage('Debian:12', 'curl'), affectedPackage('Debian:12', 'zip')];
    expect(await changes({ affected })).toEqual([zip]);
  });

  test('another package instead', async () => {
    expect(await changes({ affected: [affectedPackage('Debian:12', 'zip')] })).toEqual([curl, zip]);
  });

  test('a severity, because it changes that of the image', async () => {
    expect(await changes({ database_specific: { severity: 'HIGH' } })).toEqual([curl]);
  });

  test('a CVE, because it names the vulnerability', async () => {
    expect(await changes({ aliases: ['CVE-2026-1000'] })).toEqual([curl]);
  });

  test('not a later modification or other words', async () => {
    expect(await changes({ modified: '2026-06-01T00:00:00Z', details: 'other words' })).toEqual([]);
  });
});

describe('a source that fails keeps what was loaded', () => {
  const failing = async (break_: () => void, reason: string) => {
    feed.write('1.json', osvRecord());
    await load();
    break_();
    const result = await load({ clock: { now: () => NOW + 9000 } });
    expect(result).toMatchObject({ outcome: 'failed', reason: expect.stringContaining(reason), changed: [] });
    expect([...(await rowVersions()).keys()]).toEqual(['TEST-1']);
    const [status] = await listAdvisorySources(database.pool);
    expect(status).toMatchObject({
      status: 'failed',
      loaded: 1,
      loadedAt: NOW,
      checkedAt: NOW + 9000,
      reason: result.reason,
    });
  };

  test('when it shrinks to nothing', () => failing(() => feed.remove('1.json'), 'no usable advisory'));
  test('when nothing in it can be read', () => failing(() => feed.write('1.json', '{'), '1.json (not valid JSON)'));
  test('when it is gone', () => failing(() => feed.drop(), 'cannot be opened'));

  test('and recovers without writing an advisory', async () => {
    await failing(() => feed.write('1.json', '{'), 'no usable advisory');
    const before = await rowVersions();
    feed.write('1.json', osvRecord());
    expect(await load()).toMatchObject({ outcome: 'loaded', changed: [] });
    expect(await rowVersions()).toEqual(before);
    expect(await listAdvisorySources(database.pool)).toMatchObject([{ status: 'ok', reason: null }]);
  });
});

describe('the swap is one transaction', () => {
  test('what is ordered in it commits with it, and a failure there undoes everything', async () => {
    feed.write('1.json', osvRecord());
    const broken = load({ onSwap: () => Promise.reject(new Error('queue is full')) });
    await expect(broken).rejects.toThrow('queue is full');
    expect((await rowVersions()).size).toBe(0);
    const seen: AdvisoryChanges[] = [];
    await load({ onSwap: async (_tx, changes) => void seen.push(changes) });
    expect(seen).toEqual([{ keys: [zip], ecosystems: ['Debian:12'] }]);
  });

  test('is not ended by idle_in_transaction_session_timeout: a download may take minutes', async () => {
    feed.write('1.json', osvRecord());
    const options = '-c idle_in_transaction_session_timeout=100';
    const impatient = openPool({ connectionString: database.url, options }, { max: 2 });
    const onSwap = () => new Promise<void>((resolve) => setTimeout(resolve, 500));
    const loading = loadAdvisories(impatient, feed.path, { ...deps, onSwap });
    expect(await loading.finally(() => impatient.end())).toMatchObject({ outcome: 'loaded', loaded: 1 });
  });

  test('readers see all of the old or all of the new', async () => {
    for (let n = 0; n < 20; n++) feed.write(`${n}.json`, osvRecord({ id: `TEST-${n}`, summary: 'old' }));
    await load();
    for (let n = 0; n < 20; n++) feed.write(`${n}.json`, osvRecord({ id: `TEST-${n}`, summary: 'new' }));
    const seen = new Set<string>();
    const look = async () => {
      const { rows } = await database.pool.query(
        `SELECT string_agg(DISTINCT summary, '+') AS words, count(*) FROM advisory`,
      );
      seen.add(`${rows[0].words} ${rows[0].count}`);
    };
    await load({ onSwap: look });
    await look();
    expect(seen).toEqual(new Set(['old 20', 'new 20']));
  });

  test('two loads of one source wait for each other, and the second finds nothing to do', async () => {
    feed.write('1.json', osvRecord());
    const results = await Promise.all([load(), load(), load()]);
    expect(results.map((result) => result.outcome).sort()).toEqual(['loaded', 'unchanged', 'unchanged']);
  });

  test('a load waits for a scan that locks the advisories', async () => {
    feed.write('1.json', osvRecord());
    await load();
    feed.write('1.json', osvRecord({ summary: 'new' }));
    const order: string[] = [];
    let loading: Promise<unknown> = Promise.resolve();
    await inTransaction(database.pool, async (tx) => {
      await lockAdvisoriesShared(tx);
      loading = load().then(() => order.push('load'));
      await new Promise((resolve) => setTimeout(resolve, 300));
      order.push('scan');
    });
    await loading;
    expect(order).toEqual(['scan', 'load']);
  });
});

describe('sources', () => {
  test('that cease to cover an ecosystem at the same time report it once', async () => {
    const other = createFeedFolder();
    const old = osvRecord({ id: 'TEST-9', affected: [affectedPackage('Debian:10', 'zip')] });
    for (const each of [feed, other]) {
      each.write('1.json', osvRecord());
      each.write('old.json', old);
      await loadAdvisories(database.pool, each.path, deps);
      each.remove('old.json');
    }
    const ceased: string[] = [];
    const onSwap = async (_tx: unknown, { ecosystems }: AdvisoryChanges) => {
      ceased.push(...ecosystems);
      await new Promise((resolve) => setTimeout(resolve, 300));
    };
    await Promise.all([feed, other].map(({ path }) => loadAdvisories(database.pool, path, { ...deps, onSwap })));
    expect(ceased).toEqual(['Debian:10']);
    other.drop();
  });

  test('are independent: one advisory may come from two', async () => {
    const other = createFeedFolder();
    feed.write('1.json', osvRecord());
    other.write('1.json', osvRecord());
    await load();
    await loadAdvisories(database.pool, other.path, deps);
    other.drop();
    const { rows } = await database.pool.query('SELECT count(*) FROM advisory');
    expect(rows[0].count).toBe(2);
  });

  test('that are no longer configured are removed, with what changed', async () => {
    feed.write('1.json', osvRecord());
    await load();
    const seen: AdvisoryChanges[] = [];
    const onSwap = async (_tx: unknown, changes: AdvisoryChanges) => void seen.push(changes);
    expect(await retireSources(database.pool, [feed.path], onSwap)).toEqual([]);
    expect(await retireSources(database.pool, [], onSwap)).toEqual([feed.path]);
    expect(seen).toEqual([{ keys: [zip], ecosystems: ['Debian:12'] }]);
    expect(await listAdvisorySources(database.pool)).toEqual([]);
    expect((await rowVersions()).size).toBe(0);
  });

  test('are shown without the secrets in their URL', async () => {
    const source = 'https://example.org/all.zip?token=hidden-word';
    await database.pool.query('INSERT INTO advisory_source (source) VALUES ($1)', [source]);
    expect(await listAdvisorySources(database.pool)).toMatchObject([
      { source: 'https://example.org/all.zip', status: 'pending' },
    ]);
  });
});

async function rowVersions(): Promise<Map<string, { key: number; xmin: string; affected: string }>> {
  const { rows } = await database.pool.query(
    `SELECT advisory_id, advisory_pk AS key, a.xmin::text, string_agg(f.xmin::text, ',' ORDER BY ord) AS affected
     FROM advisory a JOIN advisory_affected f USING (advisory_pk) GROUP BY 1, 2, 3 ORDER BY 1`,
  );
  return new Map(rows.map(({ advisory_id, ...row }) => [advisory_id, row]));
}
