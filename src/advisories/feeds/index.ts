import { AppError } from '../../model/index.ts';
import type { AdvisoryFeed, AdvisoryReading } from './advisory-feed.ts';
import type { EnrichmentFeed } from './enrichment-feed.ts';
import { kev } from './kev.ts';
import { osv } from './osv.ts';

/** Every form of advisories; the first that recognises a record reads it. */
export const ADVISORY_FEEDS: readonly AdvisoryFeed[] = [
  // The form of osv.dev and of most vendors.
  osv,
];

/** Every feed that says more about vulnerabilities. */
export const ENRICHMENT_FEEDS: readonly EnrichmentFeed[] = [
  // Known exploited vulnerabilities.
  kev,
];

/** Reads one decoded record with the feed that recognises it. */
export function readRecord(record: unknown): readonly AdvisoryReading[] {
  const feed = ADVISORY_FEEDS.find((each) => each.recognises(record));
  if (feed) return feed.read(record);
  const names = ADVISORY_FEEDS.map((each) => each.name).join(', ');
  return [{ kind: 'rejected', problem: { reason: `not an advisory in a known form (${names})`, broken: false } }];
}

/** A configured enrichment: what is loaded, and the folder, zip or URL that it comes from. */
export interface EnrichmentSource {
  readonly feed: EnrichmentFeed;
  readonly place: string;
}

/**
 * Reads a configured `feed=place`, such as `kev=/feeds/kev.json.zip`.
 * @throws AppError `config_invalid` for a feed that is not known here
 */
export function readEnrichmentSource(source: string): EnrichmentSource {
  const [name = ''] = source.split('=', 1);
  const feed = ENRICHMENT_FEEDS.find((each) => each.name === name);
  if (feed) return { feed, place: source.slice(name.length + 1) };
  const known = ENRICHMENT_FEEDS.map((each) => each.name).join(', ');
  throw new AppError('config_invalid', `there is no enrichment feed "${name.slice(0, 40)}"; known are: ${known}`);
}

/** @throws AppError `config_invalid` for an unknown feed, and for a feed that is configured twice: its entries would overwrite each other */
export function checkEnrichmentSources(sources: readonly string[]): void {
  const names = sources.map((source) => readEnrichmentSource(source).feed.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new AppError('config_invalid', `the enrichment feed "${twice}" is configured twice`);
}
