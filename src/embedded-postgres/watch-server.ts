/** The server to watch, and callbacks. */
export interface Watched {
  isRunning(): boolean;
  start(): Promise<unknown>;
  /** The server is gone and is being started again. */
  onGone(): void;
  onBack(): void;
  /** It could not be started; that is retried with growing pauses. */
  onFailure(error: unknown): void;
}

const POLL_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Starts the server again whenever it has ended by itself: one that was killed because memory ran out would otherwise leave
 * a service that returns 503 until somebody restarts it. @returns stop; resolves when no start is in progress
 */
export function watchServer(server: Watched): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let polling: Promise<void> = Promise.resolve();
  let stopped = false;
  let failures = 0;
  const poll = async (): Promise<void> => {
    if (!stopped && !server.isRunning()) failures = (await restart(server, failures === 0)) ? 0 : failures + 1;
    plan();
  };
  const plan = (): void => {
    if (stopped) return;
    const pause = Math.min(LONGEST_PAUSE_MS, POLL_MS * 2 ** failures);
    timer = setTimeout(() => {
      polling = poll();
    }, pause).unref();
  };
  plan();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await polling;
  };
}

async function restart(server: Watched, justGone: boolean): Promise<boolean> {
  if (justGone) server.onGone();
  try {
    await server.start();
    server.onBack();
    return true;
  } catch (error) {
    server.onFailure(error);
    return false;
  }
}
