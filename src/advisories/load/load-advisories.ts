import type { Pool, Transaction } from '../../database/index.ts';
import { ADVISORY_FILES } from '../feeds/advisory-feed.ts';
import type { OpenSource } from '../sources/source.ts';
import { ADVISORIES, markLoaded } from './advisory-source.ts';
import { type LoadSourceDeps, loadSource, refuseEmpty } from './load-source.ts';
import { readRecords } from './read-records.ts';
import type { Rejection } from './rejections.ts';
import { openStaging } from './stage-advisories.ts';
import { type AdvisoryChanges, type AdvisoryKey, swapAdvisories } from './swap-advisories.ts';

export interface LoadDeps extends LoadSourceDeps {
  /** Runs in the transaction that swaps the rows, so that what must follow is ordered or the swap did not happen. */
  readonly onSwap?: (tx: Transaction, changes: AdvisoryChanges) => Promise<void>;
}

export interface LoadResult {
  /** `failed`: what was loaded before stays; `reason` says why, and the source is tried in full next time. */
  readonly outcome: 'unchanged' | 'loaded' | 'failed';
  readonly reason: string | null;
  /** Advisories of the source after this load. */
  readonly loaded: number;
  /** The first of them; `rejectedCount` counts all. */
  readonly rejected: readonly Rejection[];
  readonly rejectedCount: number;
  readonly withdrawn: number;
  readonly changed: readonly AdvisoryKey[];
}

const NOTHING = { reason: null, loaded: 0, rejected: [], rejectedCount: 0, withdrawn: 0, changed: [] };

/**
 * Brings the stored advisories of one configured source in line with its content, which is staged and swapped in one transaction.
 * @param source folder, zip file or http(s) URL of a zip or a single file
 * @throws database errors and the reason of an abort; a source that cannot be read is the outcome `failed`
 */
export async function loadAdvisories(pool: Pool, source: string, deps: LoadDeps): Promise<LoadResult> {
  const take = (tx: Transaction, opened: OpenSource) => stageAndSwap(tx, source, opened, deps);
  const content = { source, feed: ADVISORIES, place: source, wanted: ADVISORY_FILES, take };
  const loading = await loadSource(pool, content, deps);
  if (loading.outcome === 'loaded') return { ...NOTHING, outcome: 'loaded', ...loading.loaded };
  return { ...NOTHING, ...loading };
}

async function stageAndSwap(
  tx: Transaction,
  source: string,
  opened: OpenSource,
  deps: LoadDeps,
): Promise<Omit<LoadResult, 'outcome' | 'reason'>> {
  const staging = await openStaging(tx, source);
  const { rejections, ...tally } = await readRecords(opened, deps, staging.add);
  // A source that withdraws all that it names is not empty.
  if (tally.loaded + tally.withdrawn === 0) refuseEmpty('advisory', rejections);
  // An advisory that is gone may be in a file that could not be read: only a complete source removes what it does not name.
  const kept = rejections.brokenCount === 0 ? 0 : await staging.keepUnseen(tally.seen);
  await staging.finish(tally.superseded);
  const { loaded, withdrawn } = tally;
  await markLoaded(tx, source, { fingerprint: opened.fingerprint, loaded, kept, rejections, at: deps.clock.now() });
  const changes = await swapAdvisories(tx, source);
  await deps.onSwap?.(tx, changes);
  const { rejected, rejectedCount } = rejections;
  return { loaded: loaded + kept, rejected, rejectedCount, withdrawn, changed: changes.keys };
}
