import { AppError, type Problem } from '../../model/index.ts';
import type { TarEntry } from './entry.ts';
import { BLOCK, isZeroBlock, readHeader, type TarHeader } from './header.ts';
import { type Overrides, readLongName, readPaxRecords } from './pax.ts';
import { toEntry } from './to-entry.ts';

/** Receives the body of one member in pieces that are only valid during the call. */
export interface BodySink {
  push(piece: Buffer): void;
  end(): void;
}

export interface TarVisitor {
  /** Called for every member in order; the answer, if any, gets its body. */
  member(entry: TarEntry): BodySink | null;
  /** A member that is ignored, or a record that is not followed. */
  problem(problem: Problem): void;
}

export interface TarLimits {
  /** Members of one archive. */
  readonly layerEntries: number;
  /** One path, bytes. */
  readonly pathLength: number;
}

export interface TarWalker {
  /** @throws AppError `unreadable` or `limit_exceeded` */
  push(chunk: Buffer): void;
  /** @throws AppError `unreadable` when the archive stops in the middle of a member */
  end(): void;
  readonly entries: number;
}

/** A PAX bomb: records are held in memory, so one set of them is capped; Go's archive/tar has the same cap. */
const RECORD_BYTES = 1024 * 1024;

interface Walk {
  readonly visitor: TarVisitor;
  readonly limits: TarLimits;
  readonly block: Buffer;
  filled: number;
  /** Bytes of the current body and of the zeros behind it still to come. */
  remaining: number;
  padding: number;
  sink: BodySink | null;
  pax: Overrides;
  gnu: Overrides;
  sparseMapFollows: TarHeader | null;
  zeroBlocks: number;
  entries: number;
}

/**
 * A tar reader that is fed: V7, ustar, PAX and GNU members, bodies handed on without a copy.
 * Ends at two zero blocks, or at the end of the stream as tar does; what follows the zero blocks is ignored.
 */
export function walkTar(visitor: TarVisitor, limits: TarLimits): TarWalker {
  const walk: Walk = {
    visitor,
    limits,
    block: Buffer.alloc(BLOCK),
    filled: 0,
    remaining: 0,
    padding: 0,
    sink: null,
    pax: {},
    gnu: {},
    sparseMapFollows: null,
    zeroBlocks: 0,
    entries: 0,
  };
  return {
    push: (chunk) => push(walk, chunk),
    end: () => end(walk),
    get entries() {
      return walk.entries;
    },
  };
}

function push(walk: Walk, chunk: Buffer): void {
  let at = 0;
  while (at < chunk.length && walk.zeroBlocks < 2) {
    if (walk.remaining > 0) at = takeBody(walk, chunk, at);
    else if (walk.padding > 0) at = takePadding(walk, chunk, at);
    else at = takeBlock(walk, chunk, at);
  }
}

function end(walk: Walk): void {
  if (walk.zeroBlocks === 2) return;
  // The zeros behind the last body may be missing: nothing is lost, and container runtimes accept it.
  if (walk.remaining > 0 || walk.filled > 0 || walk.sparseMapFollows) {
    throw new AppError('unreadable', `tar archive stops inside member ${walk.entries}`);
  }
}

function takeBody(walk: Walk, chunk: Buffer, at: number): number {
  const until = Math.min(chunk.length, at + walk.remaining);
  walk.remaining -= until - at;
  walk.sink?.push(chunk.subarray(at, until));
  if (walk.remaining === 0) endBody(walk);
  return until;
}

function takePadding(walk: Walk, chunk: Buffer, at: number): number {
  const until = Math.min(chunk.length, at + walk.padding);
  walk.padding -= until - at;
  return until;
}

function takeBlock(walk: Walk, chunk: Buffer, at: number): number {
  if (walk.filled === 0 && chunk.length - at >= BLOCK) {
    onBlock(walk, chunk.subarray(at, at + BLOCK));
    return at + BLOCK;
  }
  const until = Math.min(chunk.length, at + BLOCK - walk.filled);
  chunk.copy(walk.block, walk.filled, at, until);
  walk.filled += until - at;
  if (walk.filled === BLOCK) {
    walk.filled = 0;
    onBlock(walk, walk.block);
  }
  return until;
}

function onBlock(walk: Walk, block: Buffer): void {
  if (walk.sparseMapFollows) onSparseMap(walk, block, walk.sparseMapFollows);
  else if (isZeroBlock(block)) walk.zeroBlocks += 1;
  else {
    // A lone zero block is skipped and what follows read on, as GNU tar does: stopping there would hide members.
    walk.zeroBlocks = 0;
    onHeader(walk, readHeader(block));
  }
}

function onHeader(walk: Walk, header: TarHeader): void {
  countMember(walk);
  if (header.sparseMapFollows) walk.sparseMapFollows = header;
  else if ('xgLK'.includes(header.typeFlag)) startBody(walk, header.size, recordSink(walk, header));
  else onMember(walk, header);
}

/** An entry flood: each member costs memory however small the archive is. */
function countMember(walk: Walk): void {
  walk.entries += 1;
  if (walk.entries > walk.limits.layerEntries) {
    throw new AppError('limit_exceeded', `layer has more than ${walk.limits.layerEntries} tar entries`);
  }
}

/** Old GNU sparse: the map goes on in blocks of their own, the byte at 504 says whether another follows. */
function onSparseMap(walk: Walk, block: Buffer, header: TarHeader): void {
  countMember(walk);
  if (block[504] !== 0) return;
  walk.sparseMapFollows = null;
  onMember(walk, header);
}

function onMember(walk: Walk, header: TarHeader): void {
  const overrides = { ...walk.pax, ...walk.gnu };
  dropRecords(walk);
  const made = toEntry(header, overrides, walk.limits.pathLength);
  if ('problem' in made) walk.visitor.problem(made.problem);
  // The root directory itself has the empty path and says nothing.
  const sink = 'entry' in made && made.entry.path !== '' ? walk.visitor.member(made.entry) : null;
  startBody(walk, made.bodySize, sink);
}

function startBody(walk: Walk, size: number, sink: BodySink | null): void {
  walk.sink = sink;
  walk.remaining = size;
  walk.padding = (BLOCK - (size % BLOCK)) % BLOCK;
  if (size === 0) endBody(walk);
}

function endBody(walk: Walk): void {
  const { sink } = walk;
  walk.sink = null;
  sink?.end();
}

function recordSink(walk: Walk, header: TarHeader): BodySink {
  if (header.size > RECORD_BYTES) {
    throw new AppError('limit_exceeded', `tar extension record of ${header.size} bytes is above ${RECORD_BYTES}`);
  }
  const pieces: Buffer[] = [];
  return {
    push: (piece) => pieces.push(Buffer.from(piece)),
    end: () => onRecords(walk, header.typeFlag, Buffer.concat(pieces)),
  };
}

/** As container runtimes read them (Go's archive/tar): the last PAX records count alone, and a GNU name wins over theirs. */
function onRecords(walk: Walk, typeFlag: string, body: Buffer): void {
  if (typeFlag === 'x') walk.pax = readPaxRecords(body);
  else if (typeFlag === 'g') onGlobalRecords(walk, readPaxRecords(body));
  else walk.gnu = { ...walk.gnu, ...readLongName(typeFlag as 'L' | 'K', body) };
}

/**
 * Container runtimes do not apply names and sizes of global records; a layer that sets them means to be read two ways.
 * To them it is a member of its own, so records before it apply to nothing.
 */
function onGlobalRecords(walk: Walk, records: Overrides): void {
  dropRecords(walk);
  if (Object.keys(records).length === 0) return;
  walk.visitor.problem({ path: '', reason: 'a global PAX header sets names or sizes, which is not followed' });
}

function dropRecords(walk: Walk): void {
  walk.pax = {};
  walk.gnu = {};
}
