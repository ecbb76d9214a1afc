import { AppError } from '../../model/index.ts';
import { readNumber } from './number.ts';
import { decodeName } from './path.ts';

export const BLOCK = 512;

/** One header block as written, before PAX and GNU records override parts of it. */
export interface TarHeader {
  readonly name: string;
  readonly linkName: string;
  readonly mode: number;
  /** Bytes of the body that follows, 0 for the types that never have one. */
  readonly size: number;
  readonly typeFlag: string;
  /** An old GNU sparse header with more of its map in the next block. */
  readonly sparseMapFollows: boolean;
}

/** Hard link, symlink, devices, directory, fifo: a size in their header counts no body (as Go's archive/tar reads it). */
const BODILESS = new Set(['1', '2', '3', '4', '5', '6']);
const CHECKSUM_AT = 148;
const CHECKSUM_END = 156;

/**
 * Reads a header block of the V7, ustar, PAX, GNU and star formats.
 * @throws AppError `unreadable` for a wrong checksum or an absurd number
 */
export function readHeader(block: Buffer): TarHeader {
  verifyChecksum(block);
  const typeFlag = String.fromCharCode(block[156] as number);
  const size = BODILESS.has(typeFlag) ? 0 : readNumber(block.subarray(124, 136), 'size');
  return {
    name: readName(block),
    linkName: decodeName(block.subarray(157, 257)),
    mode: readMode(block),
    size,
    typeFlag,
    sparseMapFollows: typeFlag === 'S' && block[482] !== 0,
  };
}

/** A block of zeros: two of them end the archive. */
export function isZeroBlock(block: Buffer): boolean {
  if (block[0] !== 0) return false;
  for (let at = 0; at < BLOCK; at += 1) if (block[at] !== 0) return false;
  return true;
}

/** Some old writers summed signed bytes; both are accepted, as by GNU tar. */
function verifyChecksum(block: Buffer): void {
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < BLOCK; at += 1) {
    const byte = at >= CHECKSUM_AT && at < CHECKSUM_END ? 0x20 : (block[at] as number);
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  const written = readNumber(block.subarray(CHECKSUM_AT, CHECKSUM_END), 'checksum');
  if (written !== unsigned && written !== signed) {
    throw new AppError('unreadable', `tar header has checksum ${written}, its bytes add up to ${unsigned}`);
  }
}

/** The mode decides nothing about where bytes lie, so an unreadable one counts as 0 (some writers leave garbage). */
function readMode(block: Buffer): number {
  const digits = block.toString('latin1', 100, 108).replace(/\0.*$/s, '').trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) & 0o7777 : 0;
}

/** Only POSIX ustar splits long names; the GNU magic `ustar  ` keeps times where the prefix would be. */
function readName(block: Buffer): string {
  const name = decodeName(block.subarray(0, 100));
  const magic = block.toString('latin1', 257, 265);
  const splits = magic.startsWith('ustar\0') || (magic === 'ustar  \0' && holdsPrefix(block));
  const star = magic.startsWith('ustar\0') && block.toString('latin1', 508, 512) === 'tar\0';
  const prefix = splits ? decodeName(block.subarray(345, star ? 476 : 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/**
 * Layers of early Docker have the GNU magic and a prefix nevertheless (Go before 1.8); container runtimes take it for one
 * when it is ASCII and cannot be the two times (Go's archive/tar, golang.org/issue/12594).
 */
function holdsPrefix(block: Buffer): boolean {
  const prefix = decodeName(block.subarray(345, 500));
  const isAscii = Buffer.byteLength(prefix) === prefix.length;
  return isAscii && !(isTime(block.subarray(345, 357)) && isTime(block.subarray(357, 369)));
}

function isTime(field: Buffer): boolean {
  try {
    return field[0] === 0 || readNumber(field, 'time') >= 0;
  } catch {
    return false;
  }
}
