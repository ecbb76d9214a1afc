import { AppError } from '../../model/index.ts';
import type { AdvisoryFeed, FeedDeps, FeedFile, OpenFeed } from './feed.ts';
import { folderFeed } from './folder-feed.ts';
import { urlFeed } from './url-feed.ts';
import { zipFeed } from './zip-feed.ts';

export type { AdvisoryFeed, FeedDeps, FeedFile, OpenFeed, Problem } from './feed.ts';

/** Every kind of feed; exactly one accepts a source. */
export const FEEDS: readonly AdvisoryFeed[] = [folderFeed, zipFeed, urlFeed];

/**
 * Opens a configured source, or says that its content is the one already loaded.
 * @throws AppError, also from `files()`, for whatever the disk or the network did to the source
 */
export async function openFeed(source: string, known: string | null, deps: FeedDeps): Promise<OpenFeed | 'unchanged'> {
  const feed = FEEDS.find((each) => each.accepts(source));
  if (!feed) throw new AppError('unreadable', 'no kind of feed reads this source', { subject: source });
  const opened = await feed.open(source, known, deps).catch(throwInWords);
  return opened === 'unchanged' ? opened : { ...opened, files: () => inWords(opened.files()) };
}

async function* inWords(files: AsyncIterable<FeedFile>): AsyncGenerator<FeedFile> {
  try {
    yield* files;
  } catch (error) {
    throwInWords(error);
  }
}

/** A disk that is full or fails and a server that never ends are told of the source; mistakes of our own are not. */
function throwInWords(cause: unknown): never {
  if (cause instanceof AppError || !(cause instanceof Error)) throw cause;
  if (cause.name === 'TimeoutError') throw new AppError('unreadable', 'the feed took too long to come', { cause });
  const { code } = cause as NodeJS.ErrnoException;
  throw typeof code === 'string' ? new AppError('unreadable', `the feed cannot be read (${code})`, { cause }) : cause;
}
