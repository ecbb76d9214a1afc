import { inTransaction, type Pool, type Transaction } from '../../database/index.ts';
import type { Http } from '../../http/index.ts';
import { AppError, isAppError } from '../../model/index.ts';
import type { Clock } from '../../process/index.ts';
import type { FeedLimits, OpenFeed } from '../feeds/feed.ts';
import { openFeed } from '../feeds/index.ts';
import { lockSource, markFailed, markLoaded, markUnchanged, registerSource } from './advisory-source.ts';
import { type FeedTally, type Rejection, readFeed } from './read-feed.ts';
import { openStaging } from './stage-advisories.ts';
import { type AdvisoryChanges, type AdvisoryKey, swapAdvisories } from './swap-advisories.ts';

export interface LoadDeps {
  readonly http: Http;
  readonly limits: FeedLimits;
  readonly clock: Clock;
  /** Ends the load between two records, with the signal's reason; nothing is changed then. */
  readonly signal?: AbortSignal;
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
 * Brings the stored advisories of one configured source in line with its feed: unchanged feeds are skipped, the rest is
 * staged and swapped in one transaction. Loads of one source wait for each other.
 * @param source folder, zip file or http(s) URL of a zip or a single file, holding OSV records
 * @throws database errors and the reason of an abort; a feed that cannot be read is the outcome `failed`
 */
export async function loadAdvisories(pool: Pool, source: string, deps: LoadDeps): Promise<LoadResult> {
  await registerSource(pool, source);
  try {
    return await inTransaction(pool, (tx) => loadLocked(tx, source, deps));
  } catch (error) {
    if (!isAppError(error)) throw error;
    await markFailed(pool, source, error.message, deps.clock.now());
    return { ...NOTHING, outcome: 'failed', reason: error.message };
  }
}

async function loadLocked(tx: Transaction, source: string, deps: LoadDeps): Promise<LoadResult> {
  const known = await lockSource(tx, source);
  const feed = await openFeed(source, known, deps);
  if (feed === 'unchanged') {
    await markUnchanged(tx, source, deps.clock.now());
    return { ...NOTHING, outcome: 'unchanged' };
  }
  try {
    return await stageAndSwap(tx, source, feed, deps);
  } finally {
    await feed.close();
  }
}

async function stageAndSwap(tx: Transaction, source: string, feed: OpenFeed, deps: LoadDeps): Promise<LoadResult> {
  const staging = await openStaging(tx, source);
  const tally = await readFeed(feed, deps, staging.add);
  refuseEmpty(tally);
  // An advisory that is gone may be in a file that could not be read: only a complete feed removes what it does not name.
  const kept = tally.brokenCount === 0 ? 0 : await staging.keepUnseen(tally.seen);
  await staging.finish(tally.superseded);
  await markLoaded(tx, source, { fingerprint: feed.fingerprint, tally, kept, at: deps.clock.now() });
  const changes = await swapAdvisories(tx, source);
  await deps.onSwap?.(tx, changes);
  const { rejected, rejectedCount, withdrawn } = tally;
  const loaded = tally.loaded + kept;
  return { outcome: 'loaded', reason: null, loaded, rejected, rejectedCount, withdrawn, changed: changes.keys };
}

/**
 * An empty or foreign folder is far more likely a mistake than a world without vulnerabilities: nothing is deleted for it.
 * A feed that withdraws all that it names is neither.
 */
function refuseEmpty({ loaded, withdrawn, rejectedCount, rejected }: FeedTally): void {
  if (loaded > 0 || withdrawn > 0) return;
  const first = rejected[0] ? `, the first: ${rejected[0].name} (${rejected[0].reason})` : '';
  throw new AppError('unreadable', `the feed holds no usable advisory; ${rejectedCount} files were rejected${first}`);
}
