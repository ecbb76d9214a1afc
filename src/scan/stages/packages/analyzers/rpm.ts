import type { Analyzer, Observation } from '../../../../layers/index.ts';
import { checkPackage, foundPackage, type SoftwareFact, VERSION_1 } from './facts.ts';
import { isBerkeleyDb, readBerkeleyDb } from './rpm/berkeley-db.ts';
import { isNdb, readNdb } from './rpm/ndb.ts';
import { readPackageHeader } from './rpm/package-header.ts';
import { isSqlite, readSqlite } from './rpm/sqlite.ts';

/** Classic, current (Fedora 36 on, SUSE) and ostree homes of the database. */
const DATABASE = /^(var\/lib|usr\/lib\/sysimage|usr\/share)\/rpm\/(Packages|Packages\.db|rpmdb\.sqlite(-wal)?)$/;

/** RPM packages, from each of the three formats a database has had; the first bytes tell which. */
export const rpm: Analyzer<SoftwareFact> = {
  name: 'rpm',
  version: 2,
  earlier: VERSION_1,
  check: checkPackage,
  wants: (path, entry) => entry.type === 'file' && DATABASE.test(path),
  analyze: ({ path, bytes }) => (path.endsWith('-wal') ? readWriteAheadLog(bytes) : readDatabase(path, bytes)),
};

/** What was read before a defect is kept: a damaged database still has packages worth judging, and says it is damaged. */
function readDatabase(path: string, bytes: Buffer): Observation<SoftwareFact>[] {
  const observations: Observation<SoftwareFact>[] = [{ kind: 'package-database', path, type: 'rpm' }];
  try {
    for (const header of headersOf(bytes)) observations.push(...readHeader(path, header));
  } catch (error) {
    observations.push(unread(error));
  }
  return observations;
}

function headersOf(bytes: Buffer): Iterable<Buffer> {
  if (isSqlite(bytes)) return readSqlite(bytes);
  if (isNdb(bytes)) return readNdb(bytes);
  if (isBerkeleyDb(bytes)) return readBerkeleyDb(bytes);
  throw new Error('is no RPM database: neither SQLite nor NDB nor Berkeley DB');
}

function readHeader(path: string, header: Buffer): Observation<SoftwareFact>[] {
  try {
    const fact = readPackageHeader(path, header);
    return fact ? [foundPackage(fact)] : [];
  } catch (error) {
    return [unread(error)];
  }
}

/** Changes that were not yet moved into the database: it may name other packages than are installed. */
function readWriteAheadLog(bytes: Buffer): Observation<SoftwareFact>[] {
  return bytes.length === 0 ? [] : [{ kind: 'unread', reason: 'is a write-ahead log with changes, which is not read' }];
}

function unread(error: unknown): Observation<SoftwareFact> {
  const what = error instanceof RangeError ? 'is cut off or damaged' : (error as Error).message;
  return { kind: 'unread', reason: `package database ${what}` };
}
