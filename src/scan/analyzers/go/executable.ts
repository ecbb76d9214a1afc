/** ELF, PE (by its DOS stub) and Mach-O in both byte orders and as a universal file. */
const MAGICS = ['7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe'];

export function isExecutable(head: Buffer): boolean {
  return head.toString('latin1', 0, 2) === 'MZ' || MAGICS.includes(head.toString('hex', 0, 4));
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
  readonly bigEndian: boolean;
  /** PT_LOAD segments. */
  readonly segments: readonly Stretch[];
  /** Section by name; null when the program has sections but not this one, undefined when it has none at all. */
  section(name: string): Stretch | null | undefined;
  /** Bytes at an address of the running program; null outside of the file. */
  read(address: number, length: number): Buffer | null;
}

const PT_LOAD = 1;
const PF_W = 2;

/**
 * Program and section tables of an ELF file (System V ABI, chapters 4 and 5), 32 and 64 bits, both byte orders.
 * @throws RangeError when a table lies outside of the file
 */
export function readElf(bytes: Buffer): Elf {
  const wide = bytes[4] === 2;
  const bigEndian = bytes[5] === 2;
  const half = (at: number) => (bigEndian ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at));
  const word = (at: number) => (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  const long = (at: number) => Number(bigEndian ? bytes.readBigUInt64BE(at) : bytes.readBigUInt64LE(at));
  const size = wide ? long : word;
  const tables = wide
    ? {
        ph: long(32),
        phSize: half(54),
        phCount: half(56),
        sh: long(40),
        shSize: half(58),
        shCount: half(60),
        names: half(62),
      }
    : {
        ph: word(28),
        phSize: half(42),
        phCount: half(44),
        sh: word(32),
        shSize: half(46),
        shCount: half(48),
        names: half(50),
      };

  const segments = rows(tables.ph, tables.phSize, tables.phCount)
    .filter((at) => word(at) === PT_LOAD)
    .map((at) => ({
      offset: size(at + (wide ? 8 : 4)),
      address: size(at + (wide ? 16 : 8)),
      size: size(at + (wide ? 32 : 16)),
      writable: (word(at + (wide ? 4 : 24)) & PF_W) !== 0,
    }));

  function stretchOf(at: number): Stretch {
    return {
      address: size(at + (wide ? 16 : 12)),
      offset: size(at + (wide ? 24 : 16)),
      size: size(at + (wide ? 32 : 20)),
      writable: false,
    };
  }

  function section(name: string): Stretch | null | undefined {
    if (tables.shCount === 0) return undefined;
    const names = stretchOf(tables.sh + tables.names * tables.shSize).offset;
    const found = rows(tables.sh, tables.shSize, tables.shCount).find((at) => nameAt(names + word(at)) === name);
    return found === undefined ? null : stretchOf(found);
  }

  function nameAt(at: number): string {
    return bytes.toString('latin1', at, Math.max(at, bytes.indexOf(0, at)));
  }

  function read(address: number, length: number): Buffer | null {
    const home = segments.find((each) => address >= each.address && address + length <= each.address + each.size);
    if (!home) return null;
    const at = home.offset + address - home.address;
    return at + length <= bytes.length ? bytes.subarray(at, at + length) : null;
  }

  return { bigEndian, segments, section, read };
}

function rows(start: number, size: number, count: number): number[] {
  return size === 0 ? [] : Array.from({ length: count }, (_, row) => start + row * size);
}
