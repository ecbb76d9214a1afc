import { type Cursor, readRecord, readVarint } from './sqlite-record.ts';

/** SQLite database file format 3 (sqlite.org/fileformat2.html); only what a table scan needs. */
const MAGIC = 'SQLite format 3\0';
const FILE_HEADER = 100;
const PAGE_TYPES = { interior: 0x05, leaf: 0x0d } as const;

interface Database {
  readonly bytes: Buffer;
  readonly pageSize: number;
  /** Page bytes in use; the reserved rest belongs to extensions. */
  readonly usable: number;
  /** Pages already read: one that is reached twice means a loop, or work without end for a small file. */
  readonly seen: Set<number>;
}

export function isSqlite(bytes: Buffer): boolean {
  return bytes.length >= FILE_HEADER && bytes.toString('latin1', 0, 16) === MAGIC;
}

/**
 * The `blob` column of table `Packages (hnum INTEGER PRIMARY KEY, blob BLOB)`: one package header a row. The pages are
 * read directly: a database is hostile input, and its schema can hold a view that never ends.
 * @throws Error when there is no such table, or pages lie outside of the file, are of the wrong kind, or form a loop
 */
export function* readSqlite(bytes: Buffer): Generator<Buffer> {
  const stored = bytes.readUInt16BE(16);
  const pageSize = stored === 1 ? 65536 : stored;
  const usable = pageSize - (bytes[20] as number);
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0 || usable < 480) throw new Error('has an absurd page size');
  const database: Database = { bytes, pageSize, usable, seen: new Set() };
  const root = findTable(database, 'Packages');
  for (const record of scanTable(database, root)) {
    const blob = readRecord(record)[1];
    if (!Buffer.isBuffer(blob)) throw new Error('has a package row without a blob');
    yield blob;
  }
}

/** Rows of sqlite_schema, which is rooted at page 1: type, name, tbl_name, rootpage, sql. */
function findTable(database: Database, name: string): number {
  for (const record of scanTable(database, 1)) {
    const [type, rowName, , root] = readRecord(record);
    if (type === 'table' && rowName === name && typeof root === 'number') return root;
  }
  throw new Error(`has no table ${name}`);
}

/** Depth first, with the pages still to come on a list of our own: the depth is the file's to choose. */
function* scanTable(database: Database, root: number): Generator<Buffer> {
  const ahead = [root];
  for (let number = ahead.pop(); number !== undefined; number = ahead.pop()) {
    const page = pageAt(database, number);
    const start = number === 1 ? FILE_HEADER : 0;
    const cells = page.readUInt16BE(start + 3);
    if (page[start] === PAGE_TYPES.leaf) {
      for (const at of cellPointers(page, start + 8, cells)) yield payloadAt(database, page, at);
    } else if (page[start] === PAGE_TYPES.interior) {
      const children = cellPointers(page, start + 12, cells).map((at) => page.readUInt32BE(at));
      ahead.push(...[...children, page.readUInt32BE(start + 8)].reverse());
    } else throw new Error(`has page ${number} where a table page should be`);
  }
}

function pageAt({ bytes, pageSize, seen }: Database, number: number): Buffer {
  const page = bytes.subarray((number - 1) * pageSize, number * pageSize);
  if (number < 1 || page.length < pageSize) throw new Error(`is cut off: page ${number} is missing`);
  if (seen.has(number)) throw new Error(`has a loop at page ${number}`);
  seen.add(number);
  return page;
}

function cellPointers(page: Buffer, start: number, cells: number): number[] {
  if (start + cells * 2 > page.length) throw new Error('has a page with an absurd number of cells');
  return Array.from({ length: cells }, (_, cell) => page.readUInt16BE(start + cell * 2));
}

/** A table leaf cell: payload length, row id, payload, of which the end may lie in a chain of overflow pages. */
function payloadAt(database: Database, page: Buffer, at: number): Buffer {
  const cursor: Cursor = { bytes: page, at };
  const length = readVarint(cursor);
  readVarint(cursor);
  if (length > database.bytes.length) throw new Error(`has a row of ${length} bytes, more than the file`);
  const local = localBytes(length, database.usable);
  const pieces = [page.subarray(cursor.at, cursor.at + local)];
  let held = pieces[0]?.length ?? 0;
  for (let next = held < length ? page.readUInt32BE(cursor.at + local) : 0; next !== 0 && held < length; ) {
    const overflow = pageAt(database, next);
    const piece = overflow.subarray(4, Math.min(database.usable, 4 + length - held));
    pieces.push(piece);
    held += piece.length;
    next = overflow.readUInt32BE(0);
  }
  if (held !== length) throw new Error(`has a row of ${length} bytes of which ${held} are there`);
  return Buffer.concat(pieces, length);
}

/** File format, "Cell payload overflow pages": how much of a payload stays in the leaf. */
function localBytes(length: number, usable: number): number {
  if (length <= usable - 35) return length;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitted = least + ((length - least) % (usable - 4));
  return fitted <= usable - 35 ? fitted : least;
}
