import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseUnavailable } from './database-errors.ts';

const PAUSE_MS = 500;

/**
 * Does a step of a start, and does it again while the database goes away in the middle of it: one that restarts at that moment must not
 * end the process, as it does not later.
 * @param step can be repeated after it failed at any point
 * @param options.seconds how long an outage may last
 * @param options.onWait called once, with the reason, before the first wait
 * @throws any other error of the step, and the last one when the outage lasts longer
 */
export async function outlastOutages<T>(
  step: () => Promise<T>,
  options: { readonly seconds: number; readonly onWait: (reason: string) => void },
): Promise<T> {
  const until = performance.now() + options.seconds * 1000;
  for (let told = false; ; told = true) {
    try {
      return await step();
    } catch (error) {
      if (!isDatabaseUnavailable(error) || performance.now() >= until) throw error;
      if (!told) options.onWait(error instanceof Error ? error.message : String(error));
    }
    await sleep(PAUSE_MS);
  }
}
