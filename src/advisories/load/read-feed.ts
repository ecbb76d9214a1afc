import { isAppError } from '../../model/index.ts';
import type { FeedDeps, FeedFile, FeedLimits, OpenFeed, Problem } from '../feeds/feed.ts';
import type { Advisory } from '../records/advisory.ts';
import { decodeRecords } from '../records/decode-records.ts';
import { type Reading, readAdvisory } from '../records/read-advisory.ts';

/** A file or record that was not loaded. */
export interface Rejection extends Problem {
  readonly name: string;
}

export interface FeedTally {
  /** Advisories handed on and not superseded. */
  readonly loaded: number;
  readonly withdrawn: number;
  readonly rejected: readonly Rejection[];
  /** All rejections, also those beyond the ones kept in `rejected`. */
  readonly rejectedCount: number;
  /** Those of them that are broken: an advisory may be missing for each. */
  readonly brokenCount: number;
  /** The ids of all records that could be read, withdrawn ones too. */
  readonly seen: { has(advisoryId: string): boolean };
  /** Numbers of handed-on records that a later record of the feed replaces. */
  readonly superseded: readonly number[];
}

/** Attack: a feed of millions of broken files; the count goes on, the names stop. Of each kind, so that foreign files hide no broken one. */
const KEPT_REJECTIONS = 10_000;

interface Newest {
  readonly number: number;
  readonly modified: string;
  readonly live: boolean;
}

/**
 * Reads every file of a feed and hands the good advisories on, one at a time, numbered. Broken files are counted and
 * named. Of records with one id the latest modified counts, also when it withdraws the others
 * (https://ossf.github.io/osv-schema/#id-modified-fields); of equally old ones the first.
 */
export async function readFeed(
  feed: OpenFeed,
  { limits, signal }: Pick<FeedDeps, 'limits' | 'signal'>,
  take: (advisory: Advisory, number: number) => Promise<void>,
): Promise<FeedTally> {
  const newest = new Map<string, Newest>();
  const rejections = collectRejections();
  const superseded: number[] = [];
  let number = 0;
  for await (const { name, reading } of readRecords(feed, limits)) {
    signal?.throwIfAborted();
    if (reading.kind === 'rejected') {
      rejections.add({ name, ...reading.problem });
      continue;
    }
    const { advisoryId, modified } = reading.kind === 'advisory' ? reading.advisory : reading;
    const earlier = newest.get(advisoryId);
    if (earlier) rejections.add({ name, ...repeated(advisoryId) });
    if (earlier && earlier.modified >= modified) continue;
    if (earlier?.live) superseded.push(earlier.number);
    newest.set(advisoryId, { number: ++number, modified, live: reading.kind === 'advisory' });
    if (reading.kind === 'advisory') await take(reading.advisory, number);
  }
  const live = [...newest.values()].filter((each) => each.live).length;
  return { loaded: live, withdrawn: newest.size - live, superseded, seen: newest, ...rejections.all() };
}

function collectRejections() {
  const rejected: Rejection[] = [];
  let [brokenCount, foreignCount] = [0, 0];
  return {
    add(rejection: Rejection): void {
      const before = rejection.broken ? brokenCount++ : foreignCount++;
      if (before < KEPT_REJECTIONS) rejected.push(rejection);
    },
    all: () => ({ rejected, brokenCount, rejectedCount: brokenCount + foreignCount }),
  };
}

async function* readRecords(feed: OpenFeed, limits: FeedLimits): AsyncGenerator<{ name: string; reading: Reading }> {
  for await (const file of feed.files()) yield* readFile(file, limits);
}

function* readFile(file: FeedFile, limits: FeedLimits): Generator<{ name: string; reading: Reading }> {
  if ('problem' in file) {
    yield { name: file.name, reading: { kind: 'rejected', problem: file.problem } };
    return;
  }
  const records = decode(file, limits);
  if (!Array.isArray(records)) yield { name: file.name, reading: { kind: 'rejected', problem: records as Problem } };
  else if (records.length === 0) yield { name: file.name, reading: { kind: 'rejected', problem: EMPTY_LIST } };
  else if (records.length === 1) yield { name: file.name, reading: readAdvisory(records[0]) };
  else
    for (const [index, record] of records.entries())
      yield { name: `${file.name}[${index}]`, reading: readAdvisory(record) };
}

const EMPTY_LIST: Problem = { reason: 'a list without a record', broken: false };

function decode({ name, bytes }: { name: string; bytes: Buffer }, limits: FeedLimits): readonly unknown[] | Problem {
  if (bytes.length > limits.advisoryBytes) {
    return { reason: `${bytes.length} bytes, more than the limit of ${limits.advisoryBytes}`, broken: true };
  }
  try {
    return decodeRecords(name, bytes);
  } catch (error) {
    if (isAppError(error)) return { reason: error.message, broken: true };
    throw error;
  }
}

function repeated(advisoryId: string): Problem {
  return {
    reason: `an earlier file of the feed has the id ${advisoryId} too; the later modified counts`,
    broken: false,
  };
}
