import { type AppError, isAppError } from '../model/index.ts';
import type { ConnectionStep } from './connector.ts';

/** A step of a connection test that is still to be taken. */
export interface PlannedStep extends Pick<ConnectionStep, 'name' | 'what'> {
  /** Throws an AppError when the registry cannot be reached, refuses the credentials, or answers something else. */
  take(): Promise<void>;
}

/**
 * Takes the steps of a connection test in their order and ends after the first that fails.
 * @throws the reason of the signal, and what is no AppError
 */
export async function* takeSteps(
  steps: readonly PlannedStep[],
  signal: AbortSignal | undefined,
): AsyncGenerator<ConnectionStep> {
  for (const { name, what, take } of steps) {
    const started = performance.now();
    const failure = await failureOf(take());
    signal?.throwIfAborted();
    yield { name, what, milliseconds: Math.round(performance.now() - started), failure };
    if (failure) return;
  }
}

async function failureOf(taken: Promise<void>): Promise<AppError | null> {
  try {
    await taken;
    return null;
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
}
