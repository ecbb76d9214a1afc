export interface GoProgram {
  readonly goVersion: string;
  /** Lines of the build info, tabs between the fields. */
  readonly modules: readonly string[];
  /** `pointers` is how programs before Go 1.18 refer to the texts. */
  readonly form?: 'inline' | 'pointers';
  /** Without its section table, as after `sstrip`. */
  readonly sections?: boolean;
  /** Bytes before the build info, to make the program large. */
  readonly padding?: number;
}

const MAGIC = Buffer.from(['\xff Go buil', 'dinf:'].join(''), 'latin1');
const ADDRESS = 0x400000;
const DATA_AT = 0x1000;
const NAMES = Buffer.from('\0.go.buildinfo\0.shstrtab\0');
const MARK = Buffer.alloc(16, 0xaf);

/** A 64-bit little-endian ELF file that is no program, but holds the build info of one where the Go linker puts it. */
export function writeGoProgram(program: GoProgram): Buffer {
  const dataAt = DATA_AT + (program.padding ?? 0);
  const modules = Buffer.concat([MARK, Buffer.from(program.modules.map((line) => `${line}\n`).join('')), MARK]);
  const version = Buffer.from(program.goVersion);
  const texts = program.modules.length === 0 ? [version, Buffer.alloc(0)] : [version, modules];
  const data = program.form === 'pointers' ? pointerInfo(dataAt, texts) : inlineInfo(texts);
  const file = Buffer.alloc(dataAt + Math.max(data.length, 16 * 1024));
  data.copy(file, dataAt);
  writeElf(file, dataAt, program.sections ?? true);
  return program.sections === false
    ? file
    : Buffer.concat([file, NAMES, sectionTable(file.length, dataAt, data.length)]);
}

function inlineInfo(texts: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(32);
  MAGIC.copy(header);
  header.set([8, 2], MAGIC.length);
  return Buffer.concat([header, ...texts.flatMap((text) => [uvarint(text.length), text])]);
}

/** Two pointers to string headers (address and length), those, and the texts. */
function pointerInfo(dataAt: number, texts: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(32);
  MAGIC.copy(header);
  header.set([8, 0], MAGIC.length);
  const strings = Buffer.alloc(32);
  let textAt = ADDRESS + dataAt + 64;
  for (const [index, text] of texts.entries()) {
    header.writeBigUInt64LE(BigInt(ADDRESS + dataAt + 32 + index * 16), 16 + index * 8);
    strings.writeBigUInt64LE(BigInt(textAt), index * 16);
    strings.writeBigUInt64LE(BigInt(text.length), index * 16 + 8);
    textAt += text.length;
  }
  return Buffer.concat([header, strings, ...texts]);
}

/** File header and one writable segment that spans the file. */
function writeElf(file: Buffer, dataAt: number, sections: boolean): void {
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  file.writeUInt16LE(2, 16);
  file.writeUInt16LE(62, 18);
  file.writeBigUInt64LE(64n, 32);
  file.writeBigUInt64LE(sections ? BigInt(file.length + NAMES.length) : 0n, 40);
  [64, 56, 1, sections ? 64 : 0, sections ? 3 : 0, sections ? 2 : 0].forEach((value, index) => {
    file.writeUInt16LE(value, 52 + index * 2);
  });
  file.writeUInt32LE(1, 64);
  file.writeUInt32LE(6, 68);
  const [offset, size] = [BigInt(dataAt), BigInt(file.length - dataAt)];
  [offset, BigInt(ADDRESS) + offset, 0n, size, size].forEach((value, index) => {
    file.writeBigUInt64LE(value, 72 + index * 8);
  });
}

function sectionTable(namesAt: number, dataAt: number, dataSize: number): Buffer {
  const section = (name: number, address: number, offset: number, size: number) => {
    const row = Buffer.alloc(64);
    row.writeUInt32LE(name, 0);
    row.writeUInt32LE(1, 4);
    [address, offset, size].forEach((value, index) => {
      row.writeBigUInt64LE(BigInt(value), 16 + index * 8);
    });
    return row;
  };
  const info = section(1, ADDRESS + dataAt, dataAt, dataSize);
  return Buffer.concat([Buffer.alloc(64), info, section(15, 0, namesAt, NAMES.length)]);
}

function uvarint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    bytes.push(rest < 128 ? rest : (rest & 0x7f) | 0x80);
    if (rest < 128) return Buffer.from(bytes);
  }
}
