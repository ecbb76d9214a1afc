import { isAppError } from '../../model/index.ts';
import type { Enrichment, EnrichmentFeed, RejectedEntry } from '../feeds/enrichment-feed.ts';
import type { OpenSource, SourceFile } from '../sources/source.ts';
import { collectRejections, type Rejections } from './rejections.ts';

export interface EntryTally {
  /** Entries handed on. */
  readonly loaded: number;
  readonly rejections: Rejections;
}

/** Attack: text that fills an index row of PostgreSQL (2,700 bytes), or a page that lists vulnerabilities. */
const ID = /^[\x21-\x7e]{1,128}$/;
const ATTRIBUTE_CHARACTERS = 4_096;
/** Attack: entries without end. EPSS, the largest feed known, has 300,000. */
const MOST_ENTRIES = 2_000_000;

/** Reads every entry of a source and hands the good ones on, one at a time. Of several with one id the first counts. */
export async function readEntries(
  feed: EnrichmentFeed,
  source: OpenSource,
  signal: AbortSignal | undefined,
  take: (entry: Enrichment) => Promise<void>,
): Promise<EntryTally> {
  const rejections = collectRejections();
  const seen = new Set<string>();
  for await (const { file, entry } of entriesOf(feed, source)) {
    signal?.throwIfAborted();
    const rejected = isRejected(entry) ? entry : whyUnusable(entry, seen);
    if (rejected) rejections.add({ ...rejected, name: [file, rejected.entry].filter(Boolean).join(' ') });
    else {
      seen.add((entry as Enrichment).vulId);
      await take(entry as Enrichment);
    }
  }
  return { loaded: seen.size, rejections: rejections.all() };
}

type Entry = Enrichment | RejectedEntry;

async function* entriesOf(feed: EnrichmentFeed, source: OpenSource): AsyncGenerator<{ file: string; entry: Entry }> {
  for await (const file of source.files()) {
    for (const entry of entriesOfFile(feed, file)) yield { file: file.name, entry };
  }
}

function* entriesOfFile(feed: EnrichmentFeed, file: SourceFile): Generator<Entry> {
  if ('problem' in file) {
    yield { entry: '', ...file.problem };
    return;
  }
  try {
    yield* feed.read(file.name, file.bytes);
  } catch (error) {
    if (!isAppError(error)) throw error;
    yield { entry: '', reason: error.message, broken: true };
  }
}

function isRejected(entry: Entry): entry is RejectedEntry {
  return 'reason' in entry;
}

function whyUnusable({ vulId, attributes }: Enrichment, seen: ReadonlySet<string>): RejectedEntry | null {
  const refuse = (reason: string, broken = true): RejectedEntry => ({ entry: vulId.slice(0, 128), reason, broken });
  if (!ID.test(vulId)) return refuse('the id of the vulnerability is not 1 to 128 visible ASCII characters');
  if (JSON.stringify(attributes).length > ATTRIBUTE_CHARACTERS)
    return refuse(`says more than ${ATTRIBUTE_CHARACTERS} characters`);
  if (seen.has(vulId)) return refuse('an earlier entry has this id, too; the first counts', false);
  return seen.size < MOST_ENTRIES ? null : refuse(`beyond the first ${MOST_ENTRIES} entries`);
}
