import { bigEndian } from './words.ts';

const PAGE = 4096;
/** Leaves hold one row each, so that every header goes through an interior page and most through overflow pages. */
const SCHEMA_SQL = 'CREATE TABLE Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT,blob BLOB NOT NULL)';

/** An SQLite database with table Packages(hnum, blob), as rpm makes it; no indexes. */
export function writeSqlite(headers: readonly Buffer[], table = 'Packages'): Buffer {
  const pages: Buffer[] = [Buffer.alloc(PAGE), Buffer.alloc(PAGE)];
  const leaves = headers.map((header, index) => {
    const page = Buffer.alloc(PAGE);
    pages.push(page);
    const number = pages.length;
    const cell = tableCell(index + 1, record([null, header]), pages);
    fillPage(page, 0, 0x0d, [cell]);
    return { number, key: index + 1 };
  });
  const right = leaves.at(-1);
  const cells = leaves.slice(0, -1).map(({ number, key }) => Buffer.concat([bigEndian(number), varint(key)]));
  fillPage(pages[1] as Buffer, 0, right ? 0x05 : 0x0d, cells, right?.number);
  const schema = record(['table', table, table, 2, SCHEMA_SQL]);
  fillPage(pages[0] as Buffer, 100, 0x0d, [tableCell(1, schema, pages)]);
  writeFileHeader(pages[0] as Buffer, pages.length);
  return Buffer.concat(pages);
}

function writeFileHeader(page: Buffer, count: number): void {
  page.write('SQLite format 3\0', 0, 'latin1');
  page.writeUInt16BE(PAGE, 16);
  page.set([1, 1, 0, 64, 32, 32], 18);
  page.writeUInt32BE(1, 24);
  page.writeUInt32BE(count, 28);
  page.writeUInt32BE(1, 40);
  page.writeUInt32BE(4, 44);
  page.writeUInt32BE(1, 56);
  page.writeUInt32BE(1, 92);
}

function fillPage(page: Buffer, start: number, type: number, cells: readonly Buffer[], right?: number): void {
  page[start] = type;
  page.writeUInt16BE(cells.length, start + 3);
  if (right !== undefined) page.writeUInt32BE(right, start + 8);
  const pointers = start + (right === undefined ? 8 : 12);
  let end = PAGE;
  for (const [index, cell] of cells.entries()) {
    end -= cell.length;
    cell.copy(page, end);
    page.writeUInt16BE(end, pointers + index * 2);
  }
  page.writeUInt16BE(end, start + 5);
}

function tableCell(rowId: number, payload: Buffer, pages: Buffer[]): Buffer {
  const least = Math.floor(((PAGE - 12) * 32) / 255) - 23;
  const fitted = least + ((payload.length - least) % (PAGE - 4));
  const local = payload.length <= PAGE - 35 ? payload.length : fitted <= PAGE - 35 ? fitted : least;
  const head = Buffer.concat([varint(payload.length), varint(rowId), payload.subarray(0, local)]);
  if (local === payload.length) return head;
  const first = pages.length + 1;
  for (let at = local; at < payload.length; at += PAGE - 4) {
    const page = Buffer.alloc(PAGE);
    pages.push(page);
    page.writeUInt32BE(at + PAGE - 4 < payload.length ? pages.length + 1 : 0, 0);
    payload.copy(page, 4, at, at + PAGE - 4);
  }
  return Buffer.concat([head, bigEndian(first)]);
}

function record(values: readonly (null | number | string | Buffer)[]): Buffer {
  const types: Buffer[] = [];
  const bodies: Buffer[] = [];
  for (const value of values) {
    const body = value === null ? Buffer.alloc(0) : typeof value === 'number' ? bigEndian(value) : Buffer.from(value);
    bodies.push(body);
    const type =
      value === null ? 0 : typeof value === 'number' ? 4 : body.length * 2 + (Buffer.isBuffer(value) ? 12 : 13);
    types.push(varint(type));
  }
  const header = Buffer.concat(types);
  return Buffer.concat([varint(header.length + 1), header, ...bodies]);
}

function varint(value: number): Buffer {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) | 0x80);
  return Buffer.from(bytes);
}
