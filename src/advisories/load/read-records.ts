import { isAppError } from '../../model/index.ts';
import type { AdvisoryReading } from '../feeds/advisory-feed.ts';
import { readRecord } from '../feeds/index.ts';
import type { Advisory } from '../records/advisory.ts';
import { decodeRecords } from '../records/decode-records.ts';
import type { OpenSource, Problem, SourceDeps, SourceFile, SourceLimits } from '../sources/source.ts';
import { collectRejections, type Rejections } from './rejections.ts';

export interface RecordTally {
  /** Advisories handed on and not superseded. */
  readonly loaded: number;
  readonly withdrawn: number;
  readonly rejections: Rejections;
  /** The ids of all records that could be read, withdrawn ones too. */
  readonly seen: { has(advisoryId: string): boolean };
  /** Numbers of handed-on records that a later record of the source replaces. */
  readonly superseded: readonly number[];
}

interface Newest {
  readonly number: number;
  readonly modified: string;
  readonly live: boolean;
}

/**
 * Reads every record of a source and hands the good advisories on, one at a time, numbered. Broken files are counted and
 * named. Of records with one id the latest modified counts, also when it withdraws the others
 * (https://ossf.github.io/osv-schema/#id-modified-fields); of equally old ones the first.
 */
export async function readRecords(
  source: OpenSource,
  { limits, signal }: Pick<SourceDeps, 'limits' | 'signal'>,
  take: (advisory: Advisory, number: number) => Promise<void>,
): Promise<RecordTally> {
  const newest = new Map<string, Newest>();
  const rejections = collectRejections();
  const superseded: number[] = [];
  let number = 0;
  for await (const { name, reading } of readFiles(source, limits)) {
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
  return { loaded: live, withdrawn: newest.size - live, superseded, seen: newest, rejections: rejections.all() };
}

interface NamedReading {
  readonly name: string;
  readonly reading: AdvisoryReading;
}

async function* readFiles(source: OpenSource, limits: SourceLimits): AsyncGenerator<NamedReading> {
  for await (const file of source.files()) yield* readFile(file, limits);
}

function* readFile(file: SourceFile, limits: SourceLimits): Generator<NamedReading> {
  const records = 'problem' in file ? file.problem : decode(file, limits);
  if (!isList(records)) yield { name: file.name, reading: { kind: 'rejected', problem: records } };
  else if (records.length === 0) yield { name: file.name, reading: { kind: 'rejected', problem: EMPTY_LIST } };
  else yield* readAll(file.name, records);
}

function* readAll(file: string, records: readonly unknown[]): Generator<NamedReading> {
  for (const [index, record] of records.entries()) {
    const name = records.length === 1 ? file : `${file}[${index}]`;
    for (const reading of readRecord(record)) yield { name, reading };
  }
}

const EMPTY_LIST: Problem = { reason: 'a list without a record', broken: false };

function decode({ name, bytes }: { name: string; bytes: Buffer }, limits: SourceLimits): readonly unknown[] | Problem {
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

function isList(records: readonly unknown[] | Problem): records is readonly unknown[] {
  return Array.isArray(records);
}

function repeated(advisoryId: string): Problem {
  return {
    reason: `an earlier file of the source has the id ${advisoryId} too; the later modified counts`,
    broken: false,
  };
}
