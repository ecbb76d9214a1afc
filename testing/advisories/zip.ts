import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the directory claims; default the truth. */
  readonly claimedSize?: number;
  readonly encrypted?: boolean;
}

/**
 * A zip archive, entry by entry as APPNOTE.TXT 4.3 lays it out, deflated. It writes what it is told, also what no
 * honest tool would: names that climb, sizes that lie.
 */
export function buildZip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { fields, name, packed } = pack(entry);
    const file = Buffer.concat([LOCAL, fields, name, packed]);
    files.push(file);
    directory.push(Buffer.concat([CENTRAL, fields, Buffer.alloc(10), uint32(offset), name]));
    offset += file.length;
  }
  const listed = Buffer.concat(directory);
  const counts = Buffer.concat([
    uint16(entries.length),
    uint16(entries.length),
    uint32(listed.length),
    uint32(offset),
    uint16(0),
  ]);
  return Buffer.concat([...files, listed, END, counts]);
}

const LOCAL = Buffer.from([0x50, 0x4b, 3, 4]);
const CENTRAL = Buffer.from([0x50, 0x4b, 1, 2, 20, 0]);
const END = Buffer.from([0x50, 0x4b, 5, 6, 0, 0, 0, 0]);

/** The fields that the local header and the directory share, from "version needed" to "extra length". */
function pack({ name, content, claimedSize, encrypted }: ZipEntry) {
  const bytes = Buffer.from(content as string);
  const packed = deflateRawSync(bytes);
  const nameBytes = Buffer.from(name);
  const fields = Buffer.concat([
    uint16(20),
    uint16(encrypted ? 0x801 : 0x800),
    uint16(8),
    uint32(0),
    uint32(crc32(bytes)),
    uint32(packed.length),
    uint32(claimedSize ?? bytes.length),
    uint16(nameBytes.length),
    uint16(0),
  ]);
  return { fields, name: nameBytes, packed };
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
