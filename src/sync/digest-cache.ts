import type { ImageConfig } from '../oci/index.ts';
import type { DigestReading } from './resolved-manifest.ts';

/** What was read of a digest in this run, or is being read. */
export type CacheByDigest<T> = Map<string, Promise<T>>;

/** Held readings; an older digest that comes again is found in the database. */
const MAX_CACHED = 512;

/** Reads a digest once, however many ask for it at the same time. */
export function once<T>(cache: CacheByDigest<T>, digest: string, read: () => Promise<T>): Promise<T> {
  const held = cache.get(digest);
  if (held) return held;
  const reading = read();
  cache.set(digest, reading);
  // A failure is not kept: the next tag of this digest tries again. Whoever waits for it now gets it.
  reading.catch(() => cache.delete(digest));
  const [oldest] = cache.keys();
  if (cache.size > MAX_CACHED && oldest !== undefined) cache.delete(oldest);
  return reading;
}

/** Readings of this run by digest, so that a digest with many tags is read once. */
export type DigestCache = CacheByDigest<DigestReading>;
/** Configs of this run by digest: the same image packed in other ways, or built again, often has the same one. */
export type ConfigCache = CacheByDigest<ImageConfig | null>;
