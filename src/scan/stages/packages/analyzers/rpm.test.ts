import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getPackages, getPackagesNdb, getPackagesSqlite } from '@snyk/rpm-parser';
import { expect, test } from 'vitest';
import { analyzeFile, packageFacts, unreadReasons } from '../../../../../testing/layers/index.ts';
import { writeBerkeleyDb, writeNdb, writeRpmHeader, writeSqlite } from '../../../../../testing/rpm/index.ts';
import { rpm } from './rpm.ts';

const HEADERS = [
  writeRpmHeader({
    name: 'bash',
    version: '5.1.8',
    release: '6.el9',
    sourceRpm: 'bash-5.1.8-6.el9.src.rpm',
    padding: 9000,
  }),
  writeRpmHeader({
    name: 'openssl-libs',
    version: '3.0.7',
    release: '2.el9',
    epoch: 1,
    sourceRpm: 'openssl-3.0.7-2.el9.src.rpm',
    padding: 3000,
  }),
  writeRpmHeader({
    name: 'perl-Socket',
    version: '2.031',
    release: '4.el9',
    epoch: 4,
    sourceRpm: 'perl-Socket-extra-2.032-1.src.rpm',
    padding: 20_000,
  }),
  writeRpmHeader({ name: 'gpg-pubkey', version: 'b86b3716', release: '61e69f29', padding: 5000 }),
];
const FORMATS = [
  ['SQLite', 'var/lib/rpm/rpmdb.sqlite', writeSqlite, getPackagesSqlite],
  ['NDB', 'usr/lib/sysimage/rpm/Packages.db', writeNdb, getPackagesNdb],
  ['Berkeley DB', 'var/lib/rpm/Packages', writeBerkeleyDb, getPackages],
] as const;

test.each(FORMATS)('%s: packages with epoch, architecture and source; public keys are none', async (_, path, write) => {
  const observations = await analyzeFile(rpm, path, write(HEADERS));
  expect(unreadReasons(observations)).toEqual([]);
  expect(packageFacts(observations)).toEqual([
    {
      type: 'rpm',
      name: 'bash',
      version: '5.1.8-6.el9',
      arch: 'x86_64',
      sourceName: 'bash',
      sourceVersion: '5.1.8-6.el9',
      path,
    },
    {
      type: 'rpm',
      name: 'openssl-libs',
      version: '1:3.0.7-2.el9',
      arch: 'x86_64',
      sourceName: 'openssl',
      sourceVersion: '1:3.0.7-2.el9',
      path,
    },
    {
      type: 'rpm',
      name: 'perl-Socket',
      version: '4:2.031-4.el9',
      arch: 'x86_64',
      sourceName: 'perl-Socket-extra',
      sourceVersion: '2.032-1',
      path,
    },
  ]);
});

test.each(FORMATS)(
  '%s: an independent reader sees the same packages in the same file',
  async (_, path, write, readOther) => {
    const database = write(HEADERS);
    const other = await readOther(database);
    const names = other.response.map(({ name, version, release }) => `${name} ${version}-${release}`);
    const ours = packageFacts(await analyzeFile(rpm, path, database));
    expect(ours.map(({ name, version }) => `${name} ${version.replace(/^\d+:/, '')}`)).toEqual(
      names.filter((name) => !name.startsWith('gpg-pubkey')),
    );
  },
);

test.each(FORMATS)('%s: an empty database is a database', async (_, path, write) => {
  expect(await analyzeFile(rpm, path, write([]))).toEqual([{ kind: 'package-database', path, type: 'rpm' }]);
});

test.each(FORMATS)('%s: cut off at any place it says so', async (_, path, write) => {
  const database = write(HEADERS);
  for (let length = 100; length < database.length - 4096; length += 1000) {
    const observations = await observe(path, database.subarray(0, length));
    expect(observations, `${length} bytes`).not.toEqual([]);
  }
});

test.each(FORMATS)('%s: no change of bytes makes the reader fail or never end', async (_, path, write) => {
  const database = write(HEADERS);
  for (let at = 0; at < database.length; at += 499) {
    const changed = Buffer.from(database);
    changed.fill(0xff, at, at + 4);
    await analyzeFile(rpm, path, changed);
  }
});

test('a Berkeley DB chain that comes back to itself is a loop, not work without end', async () => {
  const database = writeBerkeleyDb(HEADERS);
  database.writeUInt32LE(2, 3 * 4096 + 16);
  expect(await observe('var/lib/rpm/Packages', database)).toContain('package database has a loop at page 2');
});

test('a record that claims four gigabytes costs nothing', async () => {
  const database = writeBerkeleyDb(HEADERS);
  const item = database.indexOf(Buffer.from([3, 0, 0, 0, 2, 0, 0, 0]), 4096);
  database.writeUInt32LE(0xffffffff, item + 8);
  expect((await observe('var/lib/rpm/Packages', database))[0]).toMatch(
    /record of 4294967295 bytes of which \d+ are there/,
  );
});

test('NDB slots that share a blob are refused: a small file would cost much', async () => {
  const database = writeNdb(HEADERS);
  for (let slot = 0; slot < 200; slot += 1) database.copy(database, 32 + slot * 16, 32, 48);
  expect(await observe('var/lib/rpm/Packages.db', database)).toEqual([
    'package database has slots that share their bytes',
  ]);
});

test('SQLite without the table, a page loop, and another format are named', async () => {
  const path = 'var/lib/rpm/rpmdb.sqlite';
  expect(await observe(path, writeSqlite(HEADERS, 'Other'))).toEqual(['package database has no table Packages']);
  const loop = writeSqlite(HEADERS);
  loop.writeUInt32BE(2, 4096 + 8);
  expect(await observe(path, loop)).toEqual(['package database has a loop at page 2']);
  expect(await observe(path, Buffer.from('not a database'))).toEqual([
    'package database is no RPM database: neither SQLite nor NDB nor Berkeley DB',
  ]);
});

test('a damaged package does not hide the others', async () => {
  const headers = [...HEADERS];
  headers[1] = Buffer.from(headers[1] as Buffer).fill(0xff, 0, 8);
  const observations = await analyzeFile(rpm, 'var/lib/rpm/rpmdb.sqlite', writeSqlite(headers));
  expect(packageFacts(observations).map(({ name }) => name)).toEqual(['bash', 'perl-Socket']);
  expect(unreadReasons(observations)).toEqual(['package database a package header is longer than its record']);
});

test('a write-ahead log with changes is a problem, an empty one is not', async () => {
  expect(await observe('var/lib/rpm/rpmdb.sqlite-wal', Buffer.alloc(100))).toHaveLength(1);
  expect(await observe('var/lib/rpm/rpmdb.sqlite-wal', Buffer.alloc(0))).toEqual([]);
});

test.skipIf(spawnSync('rpmbuild', ['--version']).error || spawnSync('rpm', ['--version']).error)(
  'a database made by rpm itself',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hullwatch-rpm-'));
    try {
      const database = installWithRpm(folder);
      const facts = packageFacts(await analyzeFile(rpm, 'var/lib/rpm/rpmdb.sqlite', database));
      expect(facts).toEqual([
        expect.objectContaining({
          name: 'hull',
          version: '2:1.5-3',
          arch: 'noarch',
          sourceName: 'hull',
          sourceVersion: '2:1.5-3',
        }),
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  60_000,
);

/** Builds a package without files and puts it into a database of its own. */
function installWithRpm(folder: string): Buffer {
  const spec = join(folder, 'hull.spec');
  writeFileSync(
    spec,
    'Name: hull\nEpoch: 2\nVersion: 1.5\nRelease: 3\nSummary: s\nLicense: x\nBuildArch: noarch\n%description\nd\n%files\n',
  );
  const quiet = { stdio: 'ignore' } as const;
  execFileSync('rpmbuild', ['-bb', '--define', `_topdir ${folder}/top`, spec], quiet);
  const built = execFileSync('find', [`${folder}/top`, '-name', '*.rpm'], { encoding: 'utf8' }).trim();
  const options = ['--dbpath', `${folder}/db`, '--define', '_db_backend sqlite'];
  execFileSync('rpm', [...options, '--initdb'], quiet);
  execFileSync('rpm', [...options, '-i', '--justdb', '--nodeps', '--ignorearch', '--nosignature', built], quiet);
  return readFileSync(`${folder}/db/rpmdb.sqlite`);
}

async function observe(path: string, database: Buffer): Promise<string[]> {
  return unreadReasons(await analyzeFile(rpm, path, database));
}
