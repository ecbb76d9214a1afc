import { isAppError } from '../../model/index.ts';
import type { TarEntry } from '../tar/entry.ts';
import type { Analyzer, Observation } from './analyzer.ts';

/** The bytes of a file, or why they were not kept. */
export type FileContent = { readonly bytes: Buffer } | { readonly unread: string };

/**
 * Runs one analyzer on one file. What it throws becomes a problem of that file: one broken file must not hide the rest.
 * @returns a promise only when the analyzer does
 */
export function runAnalyzer(
  analyzer: Analyzer,
  entry: TarEntry,
  content: FileContent,
  add: (observations: readonly Observation[]) => void,
): Promise<void> | null {
  if ('unread' in content) {
    add([{ kind: 'unread', reason: content.unread }]);
    return null;
  }
  try {
    const observed = analyzer.analyze({ path: entry.path, bytes: content.bytes, entry });
    if (observed instanceof Promise) return observed.then(add).catch((error) => add(unread(error)));
    add(observed);
  } catch (error) {
    add(unread(error));
  }
  return null;
}

function unread(error: unknown): Observation[] {
  if (isAppError(error, 'limit_exceeded')) throw error;
  const reason = error instanceof Error ? error.message : 'the analyzer failed';
  return [{ kind: 'unread', reason: `cannot be read: ${reason.slice(0, 300)}` }];
}
