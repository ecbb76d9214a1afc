import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { osvRecord } from '../../../testing/advisories/osv.ts';
import { ADVISORY_FEEDS, checkEnrichmentSources, ENRICHMENT_FEEDS, readEnrichmentSource } from './index.ts';

const FOLDER = new URL('./', import.meta.url);

test('every feed that a file of this folder exports is in one of the lists', async () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const modules = await Promise.all(files.map((name) => import(new URL(name, FOLDER).href)));
  const exported = modules.flatMap((each) => Object.values<unknown>(each).filter(isFeed));
  expect(new Set(exported)).toEqual(new Set([...ADVISORY_FEEDS, ...ENRICHMENT_FEEDS]));
});

test('no two feeds have one name', () => {
  const names = [...ADVISORY_FEEDS, ...ENRICHMENT_FEEDS].map((feed) => feed.name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
});

test.each(ENRICHMENT_FEEDS.map((feed) => feed.name))('%s has a test of its own, which calls the suite', (name) => {
  expect(existsSync(new URL(`${name}.test.ts`, FOLDER))).toBe(true);
});

test('a record is recognised by one form of advisories only', () => {
  expect(ADVISORY_FEEDS.filter((feed) => feed.recognises(osvRecord())).map((feed) => feed.name)).toEqual(['OSV']);
});

test('a configured enrichment names its feed and its place, which may hold an equals sign', () => {
  const { feed, place } = readEnrichmentSource('kev=https://example.org/kev.json?day=1');
  expect([feed.name, place]).toEqual(['kev', 'https://example.org/kev.json?day=1']);
});

test('an unknown feed and a feed that is configured twice are mistakes of the configuration', () => {
  expect(() => checkEnrichmentSources(['kev=/a'])).not.toThrow();
  expect(() => checkEnrichmentSources(['nope=/a'])).toThrow('there is no enrichment feed "nope"; known are: ');
  expect(() => checkEnrichmentSources(['kev=/a', 'kev=/b'])).toThrow('"kev" is configured twice');
});

function isFeed(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && 'read' in value;
}
