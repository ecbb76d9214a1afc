/** The database of SUSE since 2020 (rpm source, lib/backend/ndb/rpmpkg.c), little endian. */
const FILE_MAGIC = 0x506d7052;
const SLOT_MAGIC = 0x746f6c53;
const BLOB_MAGIC = 0x53626c42;
const FILE_HEADER = 32;
const SLOT_BYTES = 16;
const SLOT_PAGE = 4096;
const BLOCK = 16;
const BLOB_HEADER = 16;

export function isNdb(bytes: Buffer): boolean {
  return bytes.length >= FILE_HEADER && bytes.readUInt32LE(0) === FILE_MAGIC;
}

/**
 * One package header for every slot in use.
 * @throws Error when a slot or a blob is not what and where it should be
 */
export function* readNdb(bytes: Buffer): Generator<Buffer> {
  const version = bytes.readUInt32LE(4);
  const slotsEnd = bytes.readUInt32LE(12) * SLOT_PAGE;
  if (version !== 0) throw new Error(`has format version ${version}, only 0 is known`);
  if (slotsEnd === 0 || slotsEnd > bytes.length) throw new Error('is cut off: its slots are missing');
  let total = 0;
  for (let at = FILE_HEADER; at < slotsEnd; at += SLOT_BYTES) {
    if (bytes.readUInt32LE(at) !== SLOT_MAGIC) throw new Error(`has no slot at byte ${at}`);
    const packageIndex = bytes.readUInt32LE(at + 4);
    if (packageIndex === 0) continue;
    const blob = blobAt(bytes, bytes.readUInt32LE(at + 8) * BLOCK, packageIndex);
    total += blob.length;
    // Many slots may name one blob, to make a small file cost much.
    if (total > bytes.length) throw new Error('has slots that share their bytes');
    yield blob;
  }
}

function blobAt(bytes: Buffer, at: number, packageIndex: number): Buffer {
  if (at + BLOB_HEADER > bytes.length) throw new Error(`is cut off: package ${packageIndex} is missing`);
  const fits = bytes.readUInt32LE(at) === BLOB_MAGIC && bytes.readUInt32LE(at + 4) === packageIndex;
  if (!fits) throw new Error(`has no package ${packageIndex} at byte ${at}`);
  const end = at + BLOB_HEADER + bytes.readUInt32LE(at + 12);
  if (end > bytes.length) throw new Error(`is cut off inside of package ${packageIndex}`);
  return bytes.subarray(at + BLOB_HEADER, end);
}
