import pLimit from 'p-limit';

/** Limits how many calls run at once; the others wait in order, and none starts after the abort. */
export interface Slots {
  use<T>(work: () => Promise<T>): Promise<T>;
}

export function openSlots(count: number, signal: AbortSignal): Slots {
  const limit = pLimit(count);
  return {
    use: (work) =>
      limit(() => {
        signal.throwIfAborted();
        return work();
      }),
  };
}

/**
 * Does `work` for every item, `limit` at once, taking an item only when one is free. The first failure ends it: nothing
 * new starts, running work is awaited, and that failure is thrown.
 */
export async function eachInFlight<T>(
  items: AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  let failure: { readonly error: unknown } | undefined;
  const takeTurns = async (): Promise<void> => {
    try {
      while (!failure) {
        const next = await iterator.next();
        if (next.done) return;
        await work(next.value);
      }
    } catch (error) {
      failure ??= { error };
    }
  };
  await Promise.all(Array.from({ length: limit }, takeTurns));
  await iterator.return?.();
  if (failure) throw failure.error;
}
