import { AppError } from '../../runtime/index.ts';
import type { AdvisoryFeed, FeedDeps, OpenFeed } from './feed.ts';
import { folderFeed } from './folder-feed.ts';
import { urlFeed } from './url-feed.ts';
import { zipFeed } from './zip-feed.ts';

export type { AdvisoryFeed, FeedDeps, FeedFile, OpenFeed, Problem } from './feed.ts';

/** Every kind of feed; exactly one accepts a source. */
export const FEEDS: readonly AdvisoryFeed[] = [folderFeed, zipFeed, urlFeed];

/** Opens a configured source, or says that its content is the one already loaded. */
export async function openFeed(source: string, known: string | null, deps: FeedDeps): Promise<OpenFeed | 'unchanged'> {
  const feed = FEEDS.find((each) => each.accepts(source));
  if (!feed) throw new AppError('unreadable', 'no kind of feed reads this source', { subject: source });
  return feed.open(source, known, deps);
}
