import type { StoredManifest } from '../inventory/index.ts';

/** What a digest comes to. */
export interface DigestReading {
  readonly digest: string;
  /** Of an index: of its newest platform. Milliseconds since 1970; null when nothing believable is said. */
  readonly createdAt: number | null;
  /** Charts, signatures and other artifacts are not listed. */
  readonly listed: boolean;
  /** To be stored: the manifest itself and platforms that were not stored yet. */
  readonly manifests: readonly StoredManifest[];
  /** Platforms that were found stored and therefore not read again. */
  readonly trusted: readonly string[];
}
