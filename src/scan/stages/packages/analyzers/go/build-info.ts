import type { Excerpt } from '../../../../../layers/index.ts';
import { type Elf, isElf, readElf, type Stretch } from './executable.ts';

/** What a Go program says about itself; `modules` is empty when it was built without modules. */
export interface BuildInfo {
  /** For example `go1.21.5`. */
  readonly goVersion: string;
  readonly modules: string;
}

/** In two parts, so that a search of our own program finds no build info. */
const MAGIC = Buffer.from(['\xff Go buil', 'dinf:'].join(''), 'latin1');
const ALIGN = 16;
const HEADER_BYTES = 32;
const INLINE = 2;
/** A hostile length: no list of modules is longer. */
const MAX_STRING = 8 * 1024 * 1024;

/**
 * Finds the build info of an ELF, PE or Mach-O program (Go source, debug/buildinfo/buildinfo.go), in the form with
 * strings in place (since Go 1.18) and in the older one with pointers to them.
 * @returns null when the file is no Go program
 * @throws Error when it is one and its build info cannot be read
 */
export function findBuildInfo(bytes: Buffer): BuildInfo | null {
  const { at, elf } = locate(bytes);
  if (at === null) return null;
  const flags = bytes[at + MAGIC.length + 1] ?? 0;
  const [goVersion, modules] = (flags & INLINE) !== 0 ? inlineStrings(bytes, at) : pointedStrings(bytes, at, elf);
  if (goVersion.length === 0) throw new Error('Go build info has no version');
  return { goVersion: goVersion.toString('utf8'), modules: withoutMarkers(modules).toString('utf8') };
}

/**
 * Finds it in a program too large to be held, while it streams by: keeps the bytes from the magic on. The older form
 * points to elsewhere in the file and cannot be read this way.
 */
export function searchBuildInfo(): Excerpt {
  let position = 0;
  let tail: Buffer = Buffer.alloc(0);
  const found: Buffer[] = [];
  let kept = 0;
  return {
    push(piece) {
      if (kept >= MAX_STRING) return;
      let from = 0;
      if (kept === 0) {
        // The magic may lie across two pieces; `tail` is the end of what was seen.
        const window = Buffer.concat([tail, piece]);
        const at = searchMagic(window, (ALIGN - ((position - tail.length) % ALIGN)) % ALIGN, window.length);
        position += piece.length;
        tail = Buffer.from(window.subarray(-HEADER_BYTES));
        if (at === null) return;
        piece = window;
        from = at;
      }
      found.push(Buffer.from(piece.subarray(from)));
      kept += piece.length - from;
    },
    take: () => (kept === 0 ? null : Buffer.concat(found)),
  };
}

/** Test data and stubs that only begin like ELF are searched like a file of unknown structure. */
function locate(bytes: Buffer): { at: number | null; elf: Elf | null } {
  try {
    const elf = isElf(bytes) ? readElf(bytes) : null;
    if (elf) return { at: locateInElf(bytes, elf), elf };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return { at: searchMagic(bytes, 0, bytes.length), elf: null };
}

function locateInElf(bytes: Buffer, elf: Elf): number | null {
  const section = elf.section('.go.buildinfo');
  // A program with sections and without this one is not Go; one without any is searched where the linker puts it.
  if (section === null) return null;
  for (const { offset, size } of section ? [section] : elf.segments.filter((each: Stretch) => each.writable)) {
    const at = searchMagic(bytes, offset, Math.min(offset + size, bytes.length));
    if (at !== null) return at;
  }
  return null;
}

/** `start` is a position with the alignment of the file. */
function searchMagic(bytes: Buffer, start: number, end: number): number | null {
  for (let at = bytes.indexOf(MAGIC, start); at !== -1 && at < end; at = bytes.indexOf(MAGIC, at + 1)) {
    if ((at - start) % ALIGN === 0 && at + HEADER_BYTES <= bytes.length) return at;
  }
  return null;
}

function inlineStrings(bytes: Buffer, at: number): [Buffer, Buffer] {
  const version = inlineString(bytes, at + HEADER_BYTES);
  return [version.text, inlineString(bytes, version.end).text];
}

/** A length as unsigned varint (encoding/binary), then the bytes. */
function inlineString(bytes: Buffer, start: number): { text: Buffer; end: number } {
  let length = 0;
  let at = start;
  for (let shift = 1; ; shift *= 128, at += 1) {
    const bits = bytes[at];
    if (bits === undefined || shift > MAX_STRING) throw new Error('Go build info is cut off');
    length += (bits & 0x7f) * shift;
    if (bits < 0x80) break;
  }
  const end = at + 1 + length;
  if (length > MAX_STRING || end > bytes.length) throw new Error('Go build info is cut off');
  return { text: bytes.subarray(at + 1, end), end };
}

function pointedStrings(bytes: Buffer, at: number, elf: Elf | null): [Buffer, Buffer] {
  const width = bytes[at + MAGIC.length];
  if (!elf || (width !== 4 && width !== 8)) throw new Error('Go build info is in a form that is not read here');
  const bigEndian = ((bytes[at + MAGIC.length + 1] ?? 0) & 1) !== 0;
  const pointer = (from: Buffer, offset: number) => readPointer(from, offset, width, bigEndian);
  const text = (address: number) => {
    const header = elf.read(address, width * 2);
    const length = header ? pointer(header, width) : MAX_STRING + 1;
    const body = header && length <= MAX_STRING ? elf.read(pointer(header, 0), length) : null;
    if (!body) throw new Error('Go build info points outside of the file');
    return body;
  };
  return [text(pointer(bytes, at + 16)), text(pointer(bytes, at + 16 + width))];
}

function readPointer(bytes: Buffer, at: number, width: 4 | 8, bigEndian: boolean): number {
  if (width === 4) return bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
  return Number(bigEndian ? bytes.readBigUInt64BE(at) : bytes.readBigUInt64LE(at));
}

/** The list stands between two marks of 16 bytes; without them it is none. */
function withoutMarkers(modules: Buffer): Buffer {
  return modules.length >= 33 && modules.at(-17) === 0x0a ? modules.subarray(16, -16) : Buffer.alloc(0);
}
