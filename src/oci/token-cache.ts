import { LRUCache } from 'lru-cache';
import type { Token } from './fetch-token.ts';

/** The tokens of one registry by the scope they were asked for. */
export interface TokenCache {
  /**
   * The cached token of the scope while it is fresh, else a fetched one; concurrent callers share one fetch. Each caller
   * stops waiting when its own `signal` aborts, with that reason.
   */
  get(scope: string | null, fetch: () => Promise<Token>, signal: AbortSignal | undefined): Promise<Token>;
  /** Forgets the token of the scope if it still is this one. */
  drop(scope: string | null, value: string | null): void;
}

// Attack: a registry with endless repositories must not fill the memory with tokens.
export const TOKENS = 1000;

export function openTokenCache(now: () => number): TokenCache {
  const tokens = new LRUCache<string, Token>({ max: TOKENS });
  const pending = new Map<string, Promise<Token>>();
  const fetchOnce = (key: string, fetch: () => Promise<Token>): Promise<Token> => {
    const fetching = fetch()
      .then((token) => {
        tokens.set(key, token);
        return token;
      })
      .finally(() => pending.delete(key));
    pending.set(key, fetching);
    return fetching;
  };
  return {
    async get(scope, fetch, signal) {
      const key = scope ?? '';
      const held = tokens.get(key);
      if (held && held.refreshAt > now()) return held;
      return untilAborted(pending.get(key) ?? fetchOnce(key, fetch), signal);
    },
    drop(scope, value) {
      if (tokens.get(scope ?? '')?.value === value) tokens.delete(scope ?? '');
    },
  };
}

/** Attack: a token service that answers byte by byte must not keep callers from stopping. */
function untilAborted<T>(waited: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return waited;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    waited.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
