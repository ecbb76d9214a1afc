import type { Http } from '../../http/index.ts';

/** One file of a source: its bytes, or why it was not read. */
export type SourceFile =
  | { readonly name: string; readonly bytes: Buffer }
  | { readonly name: string; readonly problem: Problem };

/** `broken` tells damaged data from a file that never was any (a README, a record about commits only). */
export interface Problem {
  readonly reason: string;
  readonly broken: boolean;
}

/** Bytes. */
export interface SourceLimits {
  /** One file. */
  readonly advisoryBytes: number;
  /** Everything, as it is stored or sent, and unpacked. */
  readonly advisoryFeedBytes: number;
}

export interface SourceDeps {
  readonly http: Http;
  readonly limits: SourceLimits;
  /** Ends the load; what it throws is the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Which files of a source may hold what is wanted of it. Where a source is a single file, its name is not asked. */
export interface WantedFiles {
  wants(name: string): boolean;
  /** Why the other files are not read: `not a .json file`. */
  readonly otherwise: string;
}

/** A source whose content is known to differ from what was loaded. */
export interface OpenSource {
  /** Equal fingerprints mean equal content. */
  readonly fingerprint: string;
  /** Every file, in a stable order. Throws AppError `limit_exceeded` or `unreadable` when the source as a whole is unusable. */
  files(): AsyncIterable<SourceFile>;
  close(): Promise<void>;
}

/** One kind of place that data come from. Each is one file and one line in `index.ts`. */
export interface SourceKind {
  readonly name: string;
  /** Whether a configured source is of this kind. */
  accepts(source: string): boolean;
  /**
   * @param known fingerprint of the content that is loaded, null when nothing is
   * @throws AppError when the source cannot be reached or read
   */
  open(source: string, known: string | null, wanted: WantedFiles, deps: SourceDeps): Promise<OpenSource | 'unchanged'>;
}

/** Attack: a source of millions of empty files. */
export const MOST_FILES = 2_000_000;

/** The problem of a file that is not wanted. */
export function notWanted({ otherwise }: WantedFiles): Problem {
  return { reason: otherwise, broken: false };
}
