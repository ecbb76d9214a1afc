import { bigEndian } from './words.ts';

export interface RpmPackage {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  readonly epoch?: number;
  readonly arch?: string;
  readonly sourceRpm?: string;
  /** Bytes of a description, to make a header as large as real ones. */
  readonly padding?: number;
}

const INT32 = 4;
const STRING = 6;
const BINARY = 7;

/** A package header as rpm stores it: two lengths, the index, the data; the first entry covers the region of the rest. */
export function writeRpmHeader(rpm: RpmPackage): Buffer {
  const text = (value: string) => Buffer.from(`${value}\0`);
  const tags: [tag: number, type: number, data: Buffer][] = [
    [63, BINARY, Buffer.alloc(16)],
    [1000, STRING, text(rpm.name)],
    [1001, STRING, text(rpm.version)],
    [1002, STRING, text(rpm.release)],
    ...(rpm.epoch === undefined ? [] : [[1003, INT32, bigEndian(rpm.epoch)] as [number, number, Buffer]]),
    [1005, STRING, text('d'.repeat(rpm.padding ?? 10))],
    [1009, INT32, bigEndian(1)],
    [1022, STRING, text(rpm.arch ?? 'x86_64')],
    ...(rpm.sourceRpm ? [[1044, STRING, text(rpm.sourceRpm)] as [number, number, Buffer]] : []),
    [5093, STRING, text('0'.repeat(64))],
  ];
  return assemble(tags);
}

function assemble(tags: readonly [tag: number, type: number, data: Buffer][]): Buffer {
  const pieces: Buffer[] = [];
  const index: number[] = [];
  let offset = 0;
  for (const [tag, type, data] of tags) {
    const gap = type === INT32 ? (4 - (offset % 4)) % 4 : 0;
    pieces.push(Buffer.alloc(gap), data);
    index.push(tag, type, offset + gap, type === BINARY ? data.length : 1);
    offset += gap + data.length;
  }
  return Buffer.concat([bigEndian(tags.length, offset, ...index), ...pieces]);
}
