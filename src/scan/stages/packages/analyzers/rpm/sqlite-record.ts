/** A position in bytes that moves as they are read. */
export interface Cursor {
  readonly bytes: Buffer;
  at: number;
}

type Value = number | string | Buffer | null;

/** Up to nine bytes, seven bits each and eight in the last (SQLite file format, "varint"). */
export function readVarint(cursor: Cursor): number {
  let value = 0;
  for (let byte = 0; byte < 9; byte += 1) {
    const bits = cursor.bytes[cursor.at];
    if (bits === undefined) throw new Error('has a number that is cut off');
    cursor.at += 1;
    value = byte === 8 ? value * 256 + bits : value * 128 + (bits & 0x7f);
    if (bits < 0x80) break;
  }
  return value;
}

/** The columns of one row (SQLite file format, "Record format"): their types, then their values. */
export function readRecord(record: Buffer): Value[] {
  const header: Cursor = { bytes: record, at: 0 };
  const headerEnd = readVarint(header);
  const body: Cursor = { bytes: record, at: headerEnd };
  const values: Value[] = [];
  while (header.at < headerEnd) values.push(readValue(body, readVarint(header)));
  if (body.at > record.length) throw new Error('has a row that is longer than its bytes');
  return values;
}

/** Widths of the integer types 1 to 6. */
const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8];
const FLOAT = 7;

function readValue(cursor: Cursor, type: number): Value {
  if (type === 0) return null;
  if (type === 8 || type === 9) return type - 8;
  if (type === FLOAT) return take(cursor, 8).readDoubleBE(0);
  const width = INTEGER_BYTES[type];
  if (width !== undefined) return readInteger(take(cursor, width));
  const bytes = take(cursor, Math.floor((type - 12) / 2));
  return type % 2 === 0 ? bytes : bytes.toString('utf8');
}

function readInteger(bytes: Buffer): number {
  return bytes.length === 8 ? Number(bytes.readBigInt64BE(0)) : bytes.readIntBE(0, bytes.length);
}

function take(cursor: Cursor, length: number): Buffer {
  if (length < 0 || cursor.at + length > cursor.bytes.length)
    throw new Error('has a row that is longer than its bytes');
  cursor.at += length;
  return cursor.bytes.subarray(cursor.at - length, cursor.at);
}
