import { littleEndian } from './words.ts';

const PAGE = 4096;
const BLOCK = 16;

/** An NDB package database: slots in front, blobs at multiples of 16 bytes behind. */
export function writeNdb(headers: readonly Buffer[]): Buffer {
  const slots = Buffer.alloc(PAGE);
  littleEndian(0x506d7052, 0, 1, 1, headers.length + 1).copy(slots);
  const blobs: Buffer[] = [];
  let at = PAGE;
  for (let slot = 0; 32 + slot * 16 < PAGE; slot += 1) {
    const header = headers[slot];
    const blob = header ? ndbBlob(slot + 1, header) : Buffer.alloc(0);
    const fields = header ? [slot + 1, at / BLOCK, blob.length / BLOCK] : [0, 0, 0];
    littleEndian(0x746f6c53, ...fields).copy(slots, 32 + slot * 16);
    blobs.push(blob);
    at += blob.length;
  }
  return Buffer.concat([slots, ...blobs]);
}

function ndbBlob(index: number, header: Buffer): Buffer {
  const head = littleEndian(0x53626c42, index, 1, header.length);
  const tail = littleEndian(0, header.length, 0x45626c42);
  const used = head.length + header.length + tail.length;
  return Buffer.concat([head, header, Buffer.alloc((BLOCK - (used % BLOCK)) % BLOCK), tail]);
}

/** A Berkeley DB hash: meta page, one hash page with inline keys, then each value in a chain of overflow pages. */
export function writeBerkeleyDb(headers: readonly Buffer[]): Buffer {
  const chains = headers.map((header) => Math.ceil(header.length / (PAGE - 26)));
  const meta = Buffer.alloc(PAGE);
  const last = 1 + chains.reduce((sum, pages) => sum + pages, 0);
  for (const [at, value] of [
    [8, 0],
    [12, 0x061561],
    [16, 9],
    [20, PAGE],
    [32, last],
    [88, headers.length + 1],
  ] as const) {
    meta.writeUInt32LE(value, at);
  }
  meta[25] = 8;
  const items: Buffer[] = [inline(littleEndian(0)), inline(littleEndian(headers.length))];
  const pages: Buffer[] = [];
  for (const header of headers) {
    items.push(inline(littleEndian(items.length / 2)), overflowItem(pages.length + 2, header.length));
    pages.push(...overflowPages(header, pages.length + 2));
  }
  return Buffer.concat([meta, hashPage(items), ...pages]);
}

function hashPage(items: readonly Buffer[]): Buffer {
  const page = Buffer.alloc(PAGE);
  page.writeUInt32LE(1, 8);
  page.writeUInt16LE(items.length, 20);
  page[25] = 13;
  let end = PAGE;
  items.forEach((item, index) => {
    end -= item.length;
    item.copy(page, end);
    page.writeUInt16LE(end, 26 + index * 2);
  });
  return page;
}

function overflowPages(value: Buffer, first: number): Buffer[] {
  const room = PAGE - 26;
  const count = Math.ceil(value.length / room);
  return Array.from({ length: count }, (_, index) => {
    const page = Buffer.alloc(PAGE);
    const piece = value.subarray(index * room, (index + 1) * room);
    page.writeUInt32LE(first + index, 8);
    page.writeUInt32LE(index === count - 1 ? 0 : first + index + 1, 16);
    page.writeUInt16LE(piece.length, 22);
    page[25] = 7;
    piece.copy(page, 26);
    return page;
  });
}

function inline(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([1]), bytes]);
}

function overflowItem(page: number, length: number): Buffer {
  return Buffer.concat([Buffer.from([3, 0, 0, 0]), littleEndian(page), littleEndian(length)]);
}
