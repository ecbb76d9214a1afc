import { describe, expect, test } from 'vitest';
import type { Enrichment, EnrichmentFeed } from '../../src/advisories/feeds/enrichment-feed.ts';
import { isAppError } from '../../src/model/index.ts';

/** A file of the feed, and what it says. */
export interface EnrichmentSample {
  readonly name: string;
  readonly text: string;
  readonly entries: readonly Enrichment[];
}

/** What every enrichment feed must do. Call it at the top of a test file. */
export function enrichmentSuite(feed: EnrichmentFeed, sample: EnrichmentSample): void {
  const read = (bytes: Buffer) => [...feed.read(sample.name, bytes)];

  describe(`the enrichment feed ${feed.name}`, () => {
    test('has a name that settings can hold', () => {
      expect(feed.name).toMatch(/^[a-z][a-z0-9-]{0,31}$/);
      expect(feed.name).not.toBe('advisories');
    });

    test('wants its own files and says why it leaves others', () => {
      expect(feed.files.wants(sample.name)).toBe(true);
      expect(feed.files.wants('README.md')).toBe(false);
      expect(feed.files.otherwise).toMatch(/\S/);
    });

    test('reads every entry of a file, within what can be stored', () => {
      const entries = read(Buffer.from(sample.text));
      expect(entries).toEqual(sample.entries);
      for (const { vulId, attributes } of sample.entries) {
        expect(vulId).toMatch(/^[\x21-\x7e]{1,128}$/);
        expect(JSON.stringify(attributes).length).toBeLessThanOrEqual(4_096);
      }
    });

    test.each([
      ['an empty file', Buffer.alloc(0)],
      ['HTML', Buffer.from('<!DOCTYPE html><title>login</title>')],
      ['bytes that are not text', Buffer.from([0xff, 0xfe, 0x00, 0xd8])],
      ['deep nesting', Buffer.from(`${'['.repeat(100_000)}`)],
    ])('%s gives no entry: it is refused or reported', (_title, bytes) => {
      expect(outcomeOf(() => read(bytes))).toEqual([]);
    });

    test('a file that breaks off anywhere gives no entry that the whole file does not give', () => {
      const whole = new Set(sample.entries.map((entry) => JSON.stringify(entry)));
      for (let length = 0; length < sample.text.length; length++) {
        const entries = outcomeOf(() => read(Buffer.from(sample.text.slice(0, length))));
        expect(entries.filter((entry) => !whole.has(JSON.stringify(entry)))).toEqual([]);
      }
    });
  });
}

/** The entries that were read; a refusal of the whole file must be an AppError with a reason. */
function outcomeOf(read: () => unknown[]): unknown[] {
  try {
    return read().filter((each) => !(typeof each === 'object' && each !== null && 'reason' in each));
  } catch (error) {
    if (isAppError(error, 'unreadable', 'limit_exceeded') && error.message !== '') return [];
    throw error;
  }
}
