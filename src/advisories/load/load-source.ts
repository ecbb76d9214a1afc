import { inTransaction, type Pool, type Transaction } from '../../database/index.ts';
import { AppError, isAppError } from '../../model/index.ts';
import type { Clock } from '../../process/index.ts';
import { openSource } from '../sources/index.ts';
import type { OpenSource, SourceDeps, WantedFiles } from '../sources/source.ts';
import { lockSource, markFailed, markUnchanged, registerSource } from './advisory-source.ts';
import type { Rejections } from './rejections.ts';

export interface LoadSourceDeps extends SourceDeps {
  readonly clock: Clock;
}

/** What is loaded from a source, and how. */
export interface Content<T> {
  /** The configured text, under which the source is stored. */
  readonly source: string;
  /** `advisories`, or the name of an enrichment feed. */
  readonly feed: string;
  /** Folder, zip or URL. */
  readonly place: string;
  readonly wanted: WantedFiles;
  /** Takes the content over, in the transaction that holds the source. */
  take(tx: Transaction, opened: OpenSource): Promise<T>;
}

/** `failed`: what was loaded before stays, and the source is tried in full next time. */
export type Outcome<T> =
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'failed'; readonly reason: string }
  | { readonly outcome: 'loaded'; readonly loaded: T };

/**
 * Brings what is stored of a configured source in line with its content, in one transaction; a source with unchanged content is
 * skipped. Loads of one source wait for each other.
 * @throws database errors and the reason of an abort; a source that cannot be read is the outcome `failed`
 */
export async function loadSource<T>(pool: Pool, content: Content<T>, deps: LoadSourceDeps): Promise<Outcome<T>> {
  const { source, feed } = content;
  await registerSource(pool, source, feed);
  try {
    return await inTransaction(pool, (tx) => loadLocked(tx, content, deps));
  } catch (error) {
    if (!isAppError(error)) throw error;
    await markFailed(pool, source, error.message, deps.clock.now());
    return { outcome: 'failed', reason: error.message };
  }
}

async function loadLocked<T>(tx: Transaction, content: Content<T>, deps: LoadSourceDeps): Promise<Outcome<T>> {
  const { source, place, wanted } = content;
  const known = await lockSource(tx, source);
  const opened = await openSource(place, known, wanted, deps);
  if (opened === 'unchanged') {
    await markUnchanged(tx, source, deps.clock.now());
    return { outcome: 'unchanged' };
  }
  try {
    return { outcome: 'loaded', loaded: await content.take(tx, opened) };
  } finally {
    await opened.close();
  }
}

/** An empty or unrelated folder is far more likely a mistake than a world without vulnerabilities: nothing is deleted for it. */
export function refuseEmpty(what: string, { rejectedCount, rejected }: Rejections): never {
  const first = rejected[0] ? `, the first: ${rejected[0].name} (${rejected[0].reason})` : '';
  throw new AppError('unreadable', `the source holds no usable ${what}; ${rejectedCount} files were rejected${first}`);
}
