import type { Pool, Transaction } from '../../database/index.ts';
import { type EnrichmentSource, readEnrichmentSource } from '../feeds/index.ts';
import type { OpenSource } from '../sources/source.ts';
import { markLoaded } from './advisory-source.ts';
import { type LoadSourceDeps, loadSource, refuseEmpty } from './load-source.ts';
import { readEntries } from './read-entries.ts';
import type { Rejection } from './rejections.ts';
import { openEnrichmentStaging } from './stage-enrichments.ts';

export interface EnrichmentResult {
  /** `failed`: what was loaded before stays; `reason` says why, and the source is tried in full next time. */
  readonly outcome: 'unchanged' | 'loaded' | 'failed';
  readonly reason: string | null;
  /** Vulnerabilities that the feed speaks of after this load. */
  readonly loaded: number;
  /** The first of them; `rejectedCount` counts all. */
  readonly rejected: readonly Rejection[];
  readonly rejectedCount: number;
}

const NOTHING = { reason: null, loaded: 0, rejected: [], rejectedCount: 0 };

/**
 * Brings the stored entries of one configured enrichment feed in line with its source, in one transaction.
 * @param source `feed=place`, the place being a folder, a zip file or an http(s) URL of a zip or a single file
 * @throws database errors and the reason of an abort; a source that cannot be read is the outcome `failed`
 */
export async function loadEnrichments(pool: Pool, source: string, deps: LoadSourceDeps): Promise<EnrichmentResult> {
  const configured = readEnrichmentSource(source);
  const { feed, place } = configured;
  const take = (tx: Transaction, opened: OpenSource) => stageAndSwap(tx, source, configured, opened, deps);
  const loading = await loadSource(pool, { source, feed: feed.name, place, wanted: feed.files, take }, deps);
  if (loading.outcome === 'loaded') return { ...NOTHING, outcome: 'loaded', ...loading.loaded };
  return { ...NOTHING, ...loading };
}

async function stageAndSwap(
  tx: Transaction,
  source: string,
  { feed }: EnrichmentSource,
  opened: OpenSource,
  { signal, clock }: LoadSourceDeps,
): Promise<Omit<EnrichmentResult, 'outcome' | 'reason'>> {
  const staging = await openEnrichmentStaging(tx, { feed: feed.name, source });
  const { loaded, rejections } = await readEntries(feed, opened, signal, staging.add);
  if (loaded === 0) refuseEmpty(`entry of the feed ${feed.name}`, rejections);
  // An entry that is gone may be in a file that could not be read: only a complete source removes what it does not name.
  const kept = await staging.swap(rejections.brokenCount === 0);
  await markLoaded(tx, source, { fingerprint: opened.fingerprint, loaded, kept, rejections, at: clock.now() });
  return { loaded: loaded + kept, rejected: rejections.rejected, rejectedCount: rejections.rejectedCount };
}
