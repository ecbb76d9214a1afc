/** Longer delays would overflow the timer and run out at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Does `work` with a signal that follows the given one, if any, and after `seconds` stops with a `TimeoutError`. An
 * `AbortSignal.timeout` inside of `AbortSignal.any` would not do: nothing holds it there, and Node 20 collects it as
 * garbage before its time.
 */
export async function withinSeconds<T>(
  seconds: number,
  signal: AbortSignal | undefined,
  work: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const follow = () => controller.abort(signal?.reason);
  const runOut = () => controller.abort(new DOMException(`took longer than ${seconds} s`, 'TimeoutError'));
  const timer = setTimeout(runOut, Math.min(seconds * 1000, MAX_DELAY_MS));
  signal?.addEventListener('abort', follow);
  if (signal?.aborted) follow();
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', follow);
  }
}
