import type { Problem, WantedFiles } from '../sources/source.ts';

/** What a feed says about one vulnerability. */
export interface Enrichment {
  /** As advisories name it (`vulId`): a CVE, or the id of an advisory. At most 128 printable characters. */
  readonly vulId: string;
  /** At most 4 KiB as JSON. */
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
}

/** An entry that cannot be used, and where in the file it is. */
export interface RejectedEntry extends Problem {
  readonly entry: string;
}

/** One feed that says more about vulnerabilities than advisories do. Each is one file of this folder and one line in `ENRICHMENT_FEEDS`. */
export interface EnrichmentFeed {
  /** Names the feed in settings and rows: lower case, digits and hyphens. */
  readonly name: string;
  readonly files: WantedFiles;
  /**
   * The entries of one file, which has at most `advisoryBytes`.
   * @throws AppError `unreadable` or `limit_exceeded` when the file as a whole cannot be read
   */
  read(name: string, bytes: Buffer): Iterable<Enrichment | RejectedEntry>;
}
