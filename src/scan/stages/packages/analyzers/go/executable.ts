/** ELF, PE (by its DOS stub) and Mach-O in both byte orders and as a universal file. */
const MAGICS = ['7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe'];

export function isExecutable(head: Buffer): boolean {
  return head.toString('latin1', 0, 2) === 'MZ' || MAGICS.includes(head.toString('hex', 0, 4));
}

/** UPX puts its mark right behind the headers of the program that it leaves to unpack the rest. */
export function isPacked(bytes: Buffer): boolean {
  return bytes.subarray(0, 1024).includes('UPX!');
}

export function isElf(bytes: Buffer): boolean {
  return bytes.length >= 64 && bytes.toString('hex', 0, 4) === '7f454c46';
}

/** A stretch of the file and the address it has in memory. */
export interface Stretch {
  readonly address: number;
  readonly offset: number;
  readonly size: number;
  readonly writable: boolean;
}

export interface Elf {
  /** PT_LOAD segments. */
  readonly segments: readonly Stretch[];
  /** Section by name; null when the program has sections but not this one, undefined when it has none at all. */
  section(name: string): Stretch | null | undefined;
  /** Bytes at an address of the running program; null outside of the file. */
  read(address: number, length: number): Buffer | null;
}

const PT_LOAD = 1;
const PF_W = 2;

/** Numbers of an ELF file, in its own width and byte order. */
interface ElfNumbers {
  readonly wide: boolean;
  half(at: number): number;
  word(at: number): number;
  /** An address or offset: 64 bits in wide files, else 32. */
  size(at: number): number;
}

interface Table {
  readonly start: number;
  readonly rowBytes: number;
  readonly count: number;
}

/**
 * Program and section tables of an ELF file (System V ABI, chapters 4 and 5), 32 and 64 bits, both byte orders.
 * @throws RangeError when a table lies outside of the file
 */
export function readElf(bytes: Buffer): Elf {
  const numbers = readNumbers(bytes);
  const { size, half, wide } = numbers;
  const programs: Table = wide
    ? { start: size(32), rowBytes: half(54), count: half(56) }
    : { start: size(28), rowBytes: half(42), count: half(44) };
  const sections: Table = wide
    ? { start: size(40), rowBytes: half(58), count: half(60) }
    : { start: size(32), rowBytes: half(46), count: half(48) };
  const segments = readSegments(numbers, programs);
  const names = half(wide ? 62 : 50);
  return {
    segments,
    section: (name) => findSection(bytes, numbers, sections, names, name),
    read: (address, length) => readAddress(bytes, segments, address, length),
  };
}

function readNumbers(bytes: Buffer): ElfNumbers {
  const wide = bytes[4] === 2;
  const bigEndian = bytes[5] === 2;
  const word = (at: number) => (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  const long = (at: number) => Number(bigEndian ? bytes.readBigUInt64BE(at) : bytes.readBigUInt64LE(at));
  const half = (at: number) => (bigEndian ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at));
  return { wide, half, word, size: wide ? long : word };
}

function readSegments({ wide, word, size }: ElfNumbers, programs: Table): Stretch[] {
  return rowsOf(programs)
    .filter((at) => word(at) === PT_LOAD)
    .map((at) => ({
      offset: size(at + (wide ? 8 : 4)),
      address: size(at + (wide ? 16 : 8)),
      size: size(at + (wide ? 32 : 16)),
      writable: (word(at + (wide ? 4 : 24)) & PF_W) !== 0,
    }));
}

function findSection(bytes: Buffer, numbers: ElfNumbers, sections: Table, names: number, name: string) {
  if (sections.count === 0) return undefined;
  const { wide, word, size } = numbers;
  const offsetOf = (at: number) => size(at + (wide ? 24 : 16));
  const texts = offsetOf(sections.start + names * sections.rowBytes);
  const at = rowsOf(sections).find((row) => textAt(bytes, texts + word(row)) === name);
  if (at === undefined) return null;
  return {
    address: size(at + (wide ? 16 : 12)),
    offset: offsetOf(at),
    size: size(at + (wide ? 32 : 20)),
    writable: false,
  };
}

function readAddress(bytes: Buffer, segments: readonly Stretch[], address: number, length: number): Buffer | null {
  const home = segments.find((each) => address >= each.address && address + length <= each.address + each.size);
  if (!home) return null;
  const at = home.offset + address - home.address;
  return at + length <= bytes.length ? bytes.subarray(at, at + length) : null;
}

function textAt(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, Math.max(at, bytes.indexOf(0, at)));
}

function rowsOf({ start, rowBytes, count }: Table): number[] {
  return rowBytes === 0 ? [] : Array.from({ length: count }, (_, row) => start + row * rowBytes);
}
