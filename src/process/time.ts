/** Source of the time, so that tests can set it. Milliseconds since 1970. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** Longer delays would overflow the timer and end at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Does `work` with a signal that aborts with the given one, if any, and after `seconds` with a `TimeoutError`.
 * `AbortSignal.any` over an `AbortSignal.timeout` does not work: nothing references the latter, and Node 20 garbage-collects it
 * before it fires.
 */
export async function withinSeconds<T>(
  seconds: number,
  signal: AbortSignal | undefined,
  work: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const follow = () => controller.abort(signal?.reason);
  const expire = () => controller.abort(new DOMException(`took longer than ${seconds} s`, 'TimeoutError'));
  const timer = setTimeout(expire, Math.min(seconds * 1000, MAX_DELAY_MS));
  signal?.addEventListener('abort', follow);
  if (signal?.aborted) follow();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', follow);
  }
}
