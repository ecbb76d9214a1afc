/** Berkeley DB hash databases (db.h and dbinc/db_page.h of Berkeley DB 5.3), little endian as on every platform with images. */
const HASH_MAGIC = 0x061561;
const PAGE_HEADER = 26;
const PAGE_TYPES = { hashUnsorted: 2, overflow: 7, hashMeta: 8, hash: 13 } as const;
const ITEM_TYPES = { inline: 1, overflow: 3 } as const;

interface Database {
  readonly bytes: Buffer;
  readonly pageSize: number;
  /** Overflow pages already read: a chain that comes back would be read for ever. */
  readonly seen: Set<number>;
}

export function isBerkeleyDb(bytes: Buffer): boolean {
  return bytes.length >= 72 && bytes.readUInt32LE(12) === HASH_MAGIC;
}

/**
 * The values of all keys but key 0, which holds a counter: one package header each.
 * @throws Error when pages lie outside of the file, are of the wrong kind, or form a loop
 */
export function* readBerkeleyDb(bytes: Buffer): Generator<Buffer> {
  const pageSize = bytes.readUInt32LE(20);
  const lastPage = bytes.readUInt32LE(32);
  if (![512, 1024, 2048, 4096, 8192, 16384, 32768, 65536].includes(pageSize))
    throw new Error('has an absurd page size');
  if (bytes[24] !== 0) throw new Error('is encrypted');
  if ((lastPage + 1) * pageSize > bytes.length) throw new Error(`is cut off: page ${lastPage} is missing`);
  const database: Database = { bytes, pageSize, seen: new Set() };
  for (let number = 1; number <= lastPage; number += 1) {
    const page = pageAt(database, number);
    if (page[25] === PAGE_TYPES.hash || page[25] === PAGE_TYPES.hashUnsorted) yield* valuesOf(database, page);
  }
}

function pageAt({ bytes, pageSize }: Database, number: number): Buffer {
  const page = bytes.subarray(number * pageSize, (number + 1) * pageSize);
  if (page.length < pageSize) throw new Error(`refers to page ${number}, which does not exist`);
  return page;
}

/** Items come in pairs of key and value; the index at the front of the page says where each begins. */
function* valuesOf(database: Database, page: Buffer): Generator<Buffer> {
  const items = page.readUInt16LE(20);
  if (PAGE_HEADER + items * 2 > page.length || items % 2 !== 0) throw new Error('has a hash page with an absurd index');
  for (let item = 0; item < items; item += 2) {
    const key = inlineItem(page, item);
    const value = page[offsetOf(page, item + 1)] === ITEM_TYPES.overflow ? null : inlineItem(page, item + 1);
    if (key?.length === 4 && key.readUInt32LE(0) === 0) continue;
    yield value ?? overflowItem(database, page, offsetOf(page, item + 1));
  }
}

function offsetOf(page: Buffer, item: number): number {
  const offset = page.readUInt16LE(PAGE_HEADER + item * 2);
  if (offset < PAGE_HEADER || offset >= page.length) throw new Error('has an item outside of its page');
  return offset;
}

/** Items fill the page from its end; each reaches up to the one before. */
function inlineItem(page: Buffer, item: number): Buffer | null {
  const start = offsetOf(page, item);
  const end = item === 0 ? page.length : offsetOf(page, item - 1);
  if (page[start] !== ITEM_TYPES.inline) throw new Error('has an item of an unknown type');
  return page.subarray(start + 1, end);
}

function overflowItem(database: Database, page: Buffer, offset: number): Buffer {
  const length = page.readUInt32LE(offset + 8);
  const pieces: Buffer[] = [];
  let held = 0;
  for (let number = page.readUInt32LE(offset + 4); number !== 0; ) {
    if (database.seen.has(number)) throw new Error(`has a loop at page ${number}`);
    database.seen.add(number);
    const next = pageAt(database, number);
    if (next[25] !== PAGE_TYPES.overflow) throw new Error(`continues in page ${number}, which holds something else`);
    const piece = next.subarray(PAGE_HEADER, PAGE_HEADER + next.readUInt16LE(22));
    pieces.push(piece);
    held += piece.length;
    number = next.readUInt32LE(16);
  }
  if (held !== length) throw new Error(`has a record of ${length} bytes of which ${held} are there`);
  return Buffer.concat(pieces, held);
}
