import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noHttp } from '../../testing/advisories/http.ts';
import { affectedPackage, createFeedFolder, osvRecord } from '../../testing/advisories/osv.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { loadAdvisories, type MatchablePackage, matchPackages, type PackageMatch } from '../advisories/index.ts';
import { defaultLimits } from '../config/index.ts';
import { inTransaction } from '../database/index.ts';
import { systemClock } from '../process/index.ts';
import { savePackageAdvisories } from './save-package-advisories.ts';

let database: TestDatabase;
let projectPk: number;
const feed = createFeedFolder();

const RECORDS = [
  osvRecord({ id: 'DEBIAN-1' }),
  osvRecord({ id: 'DEBIAN-2', affected: [affectedPackage('Debian:12', 'zip', [{ introduced: '0' }])] }),
  osvRecord({ id: 'DEBIAN-OTHER-RELEASE', affected: [affectedPackage('Debian:13', 'zip')] }),
  osvRecord({ id: 'DEBIAN-UNSCOPED', affected: [affectedPackage('Debian', 'unzip')] }),
  osvRecord({
    id: 'PYSEC-1',
    affected: [{ package: { ecosystem: 'PyPI', name: 'Zope.Interface' }, versions: ['5.0'] }],
  }),
  osvRecord({
    id: 'NPM-1',
    affected: [affectedPackage('npm', 'JSONStream', [{ introduced: '0' }, { fixed: '1.0.0' }])],
  }),
  osvRecord({
    id: 'TWICE',
    affected: [
      affectedPackage('Debian:12', 'curl', [{ introduced: '0' }, { fixed: 'not_a_version' }]),
      affectedPackage('Debian:12', 'curl', [{ introduced: '7.0' }, { fixed: '8.0' }]),
    ],
  }),
];

beforeAll(async () => {
  database = await createTestDatabase();
  for (const record of RECORDS) feed.write(`${record.id}.json`, record);
  await loadAdvisories(database.pool, feed.path, { http: noHttp, limits: defaultLimits, clock: systemClock });
  const { rows } = await database.pool.query(
    `INSERT INTO project (project_id, project_name) VALUES ('p', 'p') RETURNING project_pk`,
  );
  projectPk = rows[0].project_pk;
});
afterAll(async () => {
  feed.drop();
  await database.drop();
});

describe('matching', () => {
  test.each<[string, string, string, string, [string, string, string | null][]]>([
    [
      'below the fix',
      'Debian:12',
      'zip',
      '1.0-1',
      [
        ['DEBIAN-1', 'affected', '2.0-1'],
        ['DEBIAN-2', 'affected', null],
      ],
    ],
    ['at the fix', 'Debian:12', 'zip', '2.0-1', [['DEBIAN-2', 'affected', null]]],
    ['another release', 'Debian:11', 'zip', '1.0-1', []],
    ['another package', 'Debian:12', 'bzip2', '1.0-1', []],
    [
      'a record without a release speaks of every release',
      'Debian:12',
      'unzip',
      '1.0',
      [['DEBIAN-UNSCOPED', 'affected', '2.0-1']],
    ],
    [
      'an unreadable version',
      'Debian:12',
      'zip',
      '1_0',
      [
        ['DEBIAN-1', 'undetermined', null],
        ['DEBIAN-2', 'affected', null],
      ],
    ],
    ['PyPI names in any spelling', 'PyPI', 'zope_interface', '5.0.0', [['PYSEC-1', 'affected', null]]],
    ['npm names as they are', 'npm', 'JSONStream', '0.9.0', [['NPM-1', 'affected', '1.0.0']]],
    ['npm names in another case', 'npm', 'jsonstream', '0.9.0', []],
    ['of two entries the affected one', 'Debian:12', 'curl', '7.5', [['TWICE', 'affected', '8.0']]],
    ['of two entries the undetermined one', 'Debian:12', 'curl', '6.0', [['TWICE', 'undetermined', null]]],
  ])('%s', async (_title, ecosystem, sourceName, sourceVersion, expected) => {
    const matches = await matchPackages(database.pool, [{ packagePk: 7, ecosystem, sourceName, sourceVersion }]);
    expect((await named(matches)).sort()).toEqual(expected);
    expect(matches.every((match) => match.packagePk === 7 && match.evidence.length > 10)).toBe(true);
  });

  test('every binary package of a source gets the match', async () => {
    const packages = [1, 2, 3].map((packagePk) => debian(packagePk, '1.0-1'));
    const matches = await matchPackages(database.pool, packages);
    expect(matches.map((match) => match.packagePk).sort()).toEqual([1, 1, 2, 2, 3, 3]);
  });

  test('thousands of packages are asked for in few statements', async () => {
    const packages = Array.from({ length: 5000 }, (_, n) => ({
      ...debian(n, '1.0-1'),
      sourceName: n % 2 ? 'zip' : `other-${n}`,
    }));
    let statements = 0;
    const counting = {
      query: (...args: unknown[]) => {
        statements++;
        return Reflect.apply(database.pool.query, database.pool, args);
      },
    };
    const matches = await matchPackages(counting as typeof database.pool, packages);
    expect(matches).toHaveLength(2 * 2500);
    expect(statements).toBeLessThanOrEqual(3);
  });

  test('nothing asked, nothing found', async () => {
    expect(await matchPackages(database.pool, [])).toEqual([]);
  });
});

describe('saving matches', () => {
  test('is a set difference: an unchanged match keeps its row, others come, change and go', async () => {
    const zip = await storePackage('zip', '1.0-1');
    const curl = await storePackage('curl', '7.5');
    const first = await matchPackages(database.pool, [zip, curl]);
    await save([zip, curl], first);
    const before = await stored();
    expect(before.size).toBe(3);

    await save([zip, curl], first);
    expect(await stored()).toEqual(before);

    const [kept, changed] = first.filter((match) => match.packagePk === zip.packagePk);
    if (!kept || !changed) throw new Error('zip has two matches');
    await save([zip], [kept, { ...changed, fixedVersion: '3.0-1' }]);
    const after = await stored();
    expect(after.get(keyOf(kept))).toBe(before.get(keyOf(kept)));
    expect(after.get(keyOf(changed))).not.toBe(before.get(keyOf(changed)));
    expect(after.size).toBe(3);

    await save([zip], []);
    expect([...(await stored()).keys()]).toEqual(
      [...before.keys()].filter((key) => key.startsWith(`${curl.packagePk} `)),
    );
  });
});

function debian(packagePk: number, sourceVersion: string): MatchablePackage {
  return { packagePk, ecosystem: 'Debian:12', sourceName: 'zip', sourceVersion };
}

async function named(matches: readonly PackageMatch[]): Promise<[string, string, string | null][]> {
  const { rows } = await database.pool.query('SELECT advisory_pk, advisory_id FROM advisory');
  const ids = new Map(rows.map((row) => [row.advisory_pk, row.advisory_id]));
  return matches.map((match) => [ids.get(match.advisoryPk), match.verdict, match.fixedVersion]);
}

async function storePackage(name: string, version: string): Promise<MatchablePackage> {
  const { rows } = await database.pool.query(
    `INSERT INTO package (project_pk, ecosystem, name, version, source_name, source_version, purl)
     VALUES ($1, 'Debian:12', $2, $3, $2, $3, '') RETURNING package_pk`,
    [projectPk, name, version],
  );
  return { packagePk: rows[0].package_pk, ecosystem: 'Debian:12', sourceName: name, sourceVersion: version };
}

async function save(packages: readonly MatchablePackage[], matches: readonly PackageMatch[]): Promise<void> {
  const packagePks = packages.map((each) => each.packagePk);
  await inTransaction(database.pool, (tx) => savePackageAdvisories(tx, projectPk, packagePks, matches));
}

function keyOf(match: PackageMatch): string {
  return `${match.packagePk} ${match.advisoryPk}`;
}

async function stored(): Promise<Map<string, string>> {
  const { rows } = await database.pool.query(
    'SELECT package_pk, advisory_pk, xmin::text FROM package_advisory WHERE project_pk = $1 ORDER BY 1, 2',
    [projectPk],
  );
  return new Map(rows.map((row) => [`${row.package_pk} ${row.advisory_pk}`, row.xmin]));
}
