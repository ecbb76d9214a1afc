import { LRUCache } from 'lru-cache';

export interface ExpiringCache<V> {
  get(key: string, now: number): V | undefined;
  set(key: string, value: V, expiresAt: number): void;
  delete(key: string): void;
  readonly size: number;
}

/**
 * A map of at most `capacity` values that end at a time (milliseconds since 1970); the longest unused go first. The times are
 * kept here: lru-cache holds a value whose time is over this millisecond, and one whose time to live is 0, for ever.
 */
export function createExpiringCache<V>(capacity: number): ExpiringCache<V> {
  const entries = new LRUCache<string, { value: V; expiresAt: number }>({ max: capacity });
  return {
    get: (key, now) => {
      const entry = entries.get(key);
      if (entry !== undefined && entry.expiresAt > now) return entry.value;
      entries.delete(key);
      return undefined;
    },
    set: (key, value, expiresAt) => {
      entries.set(key, { value, expiresAt });
    },
    delete: (key) => {
      entries.delete(key);
    },
    get size() {
      return entries.size;
    },
  };
}
