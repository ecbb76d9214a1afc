import type { Http } from '../../http/index.ts';

/** One file of a feed: its bytes, or why it was not read. */
export type FeedFile =
  | { readonly name: string; readonly bytes: Buffer }
  | { readonly name: string; readonly problem: Problem };

/** `broken` tells a damaged advisory from a file that was never one (a README, a record about commits only). */
export interface Problem {
  readonly reason: string;
  readonly broken: boolean;
}

/** Bytes. */
export interface FeedLimits {
  /** One file. */
  readonly advisoryBytes: number;
  /** Everything, as it is stored or sent, and unpacked. */
  readonly advisoryFeedBytes: number;
}

export interface FeedDeps {
  readonly http: Http;
  readonly limits: FeedLimits;
  /** Ends the load; what it throws is the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A feed whose content is known to differ from what was loaded. */
export interface OpenFeed {
  /** Equal fingerprints mean equal content. */
  readonly fingerprint: string;
  /** Every file, in a stable order. Throws AppError `limit_exceeded` or `unreadable` when the feed as a whole is unusable. */
  files(): AsyncIterable<FeedFile>;
  close(): Promise<void>;
}

/** One way that advisories come in. Each is one file and one line in `index.ts`. */
export interface AdvisoryFeed {
  readonly name: string;
  /** Whether this kind reads the configured source. */
  accepts(source: string): boolean;
  /**
   * @param known fingerprint of the content that is loaded, null when nothing is
   * @throws AppError when the source cannot be reached or is no feed
   */
  open(source: string, known: string | null, deps: FeedDeps): Promise<OpenFeed | 'unchanged'>;
}

/** Attack: a feed of millions of empty files. */
export const MOST_FILES = 2_000_000;

/** Only these can hold OSV records. */
export function mayHoldAdvisory(name: string): boolean {
  return /\.(json|ya?ml)$/i.test(name);
}

export const NOT_AN_ADVISORY_FILE: Problem = { reason: 'not a .json, .yaml or .yml file', broken: false };
