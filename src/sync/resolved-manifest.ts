import { LRUCache } from 'lru-cache';
import type { StoredManifest } from '../inventory/index.ts';
import type { ImageConfig } from '../oci/index.ts';

/** A manifest with what it refers to: what the inventory stores of a digest. */
export interface ResolvedManifest {
  readonly digest: string;
  /** Of an index: of its newest platform. Milliseconds since 1970; null when no plausible time is known. */
  readonly createdAt: number | null;
  /** Charts, signatures and other artifacts are not listed. */
  readonly listed: boolean;
  /** To be stored: the manifest itself and platforms that were not stored yet. */
  readonly manifests: readonly StoredManifest[];
  /** Platforms that were found stored and therefore not read again. */
  readonly trusted: readonly string[];
}

/** What was read of a digest in this run, or is being read. */
export type CacheByDigest<T> = LRUCache<string, Promise<T>>;

/** Manifests of this run by digest, so that a digest with many tags is read once. */
export type ManifestCache = CacheByDigest<ResolvedManifest>;
/** Configs of this run by digest: the same image packed in other ways, or built again, often has the same one. */
export type ConfigCache = CacheByDigest<ImageConfig | null>;

/** An older digest that comes again is found in the database. */
const MAX_CACHED = 512;

export function openCache<T>(): CacheByDigest<T> {
  return new LRUCache({ max: MAX_CACHED });
}

/** Reads a digest once, however many ask for it at the same time. */
export function once<T>(cache: CacheByDigest<T>, digest: string, read: () => Promise<T>): Promise<T> {
  const cached = cache.get(digest);
  if (cached) return cached;
  const reading = read();
  cache.set(digest, reading);
  // A failure is not cached: the next tag of this digest tries again. Whoever waits for it now gets it.
  reading.catch(() => cache.delete(digest));
  return reading;
}
