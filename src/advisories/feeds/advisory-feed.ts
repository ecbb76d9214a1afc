import type { Advisory } from '../records/advisory.ts';
import type { Problem, WantedFiles } from '../sources/source.ts';

/** What one record comes to. */
export type AdvisoryReading =
  | { readonly kind: 'advisory'; readonly advisory: Advisory }
  | { readonly kind: 'withdrawn'; readonly advisoryId: string; readonly modified: string }
  | { readonly kind: 'rejected'; readonly problem: Problem };

/** One form in which advisories are published. Each is one file of this folder and one line in `ADVISORY_FEEDS`. */
export interface AdvisoryFeed {
  /** What people call it, for messages. */
  readonly name: string;
  /** Whether a record is of this feed, by its shape alone: a damaged record of the feed still is one. */
  recognises(record: unknown): boolean;
  /** The advisories of a record. What cannot be used is a reading with its reason, not an error and not left out. */
  read(record: unknown): readonly AdvisoryReading[];
}

/** Records are decoded from these. */
export const ADVISORY_FILES: WantedFiles = {
  wants: (name) => /\.(json|ya?ml)$/i.test(name),
  otherwise: 'not a .json, .yaml or .yml file',
};
