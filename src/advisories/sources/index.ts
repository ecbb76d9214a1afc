import { AppError } from '../../model/index.ts';
import { folder } from './folder.ts';
import type { OpenSource, SourceDeps, SourceFile, SourceKind, WantedFiles } from './source.ts';
import { url } from './url.ts';
import { zip } from './zip.ts';

/** Every kind of source; exactly one accepts a configured source. */
export const SOURCE_KINDS: readonly SourceKind[] = [folder, zip, url];

/**
 * Opens a configured source, or says that its content is the one already loaded.
 * @throws AppError, also from `files()`, for whatever the disk or the network did to the source
 */
export async function openSource(
  source: string,
  known: string | null,
  wanted: WantedFiles,
  deps: SourceDeps,
): Promise<OpenSource | 'unchanged'> {
  const kind = SOURCE_KINDS.find((each) => each.accepts(source));
  if (!kind) throw new AppError('unreadable', 'the source is not a folder, a zip or a URL', { subject: source });
  const opened = await kind.open(source, known, wanted, deps).catch(throwInWords);
  return opened === 'unchanged' ? opened : { ...opened, files: () => inWords(opened.files()) };
}

async function* inWords(files: AsyncIterable<SourceFile>): AsyncGenerator<SourceFile> {
  try {
    yield* files;
  } catch (error) {
    throwInWords(error);
  }
}

/** A full or failing disk and a server that never ends are failures of the source; errors of this program stay as they are. */
function throwInWords(cause: unknown): never {
  if (cause instanceof AppError || !(cause instanceof Error)) throw cause;
  if (cause.name === 'TimeoutError') throw new AppError('unreadable', 'the download took too long', { cause });
  const { code } = cause as NodeJS.ErrnoException;
  throw typeof code === 'string' ? new AppError('unreadable', `the source cannot be read (${code})`, { cause }) : cause;
}
