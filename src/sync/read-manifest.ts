import type { StoredManifest } from '../inventory/index.ts';
import type { ImageConfig, Manifest } from '../oci/index.ts';
import { type CacheByDigest, once } from './digest-cache.ts';
import { readIndex } from './read-index.ts';
import { readSingle } from './read-single.ts';
import type { SyncRun } from './sync-run.ts';

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

/** Readings of this run by digest, so that a digest with many tags is read once. */
export type DigestCache = CacheByDigest<DigestReading>;
/** Configs of this run by digest: the same image packed in other ways, or built again, often has the same one. */
export type ConfigCache = CacheByDigest<ImageConfig | null>;

/**
 * Reads what a manifest refers to, once a digest: the config of an image, the platforms of an index. Digests that are
 * stored already cost no request.
 * @throws AppError `limit_exceeded` for an index with more than 256 platforms, and the failures of the connector
 */
export function readManifest(run: SyncRun, repository: string, manifest: Manifest): Promise<DigestReading> {
  return once(run.digests, manifest.digest, () =>
    manifest.kind === 'index' ? readIndex(run, repository, manifest) : readSingle(run, repository, manifest),
  );
}
