export interface ExpiringCache<V> {
  get(key: string, now: number): V | undefined;
  set(key: string, value: V, expiresAt: number): void;
  delete(key: string): void;
  readonly size: number;
}

/** A map of at most `capacity` values that end at a time (milliseconds since 1970); the longest held go first. */
export function createExpiringCache<V>(capacity: number): ExpiringCache<V> {
  const entries = new Map<string, { value: V; expiresAt: number }>();
  return {
    get: (key, now) => {
      const entry = entries.get(key);
      if (entry !== undefined && entry.expiresAt > now) return entry.value;
      entries.delete(key);
      return undefined;
    },
    set: (key, value, expiresAt) => {
      entries.delete(key);
      entries.set(key, { value, expiresAt });
      const oldest = entries.size > capacity ? entries.keys().next() : undefined;
      if (oldest !== undefined && !oldest.done) entries.delete(oldest.value);
    },
    delete: (key) => {
      entries.delete(key);
    },
    get size() {
      return entries.size;
    },
  };
}
