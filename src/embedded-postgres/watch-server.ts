/** What the watch needs of a server, and whom it tells. */
export interface Watched {
  isRunning(): boolean;
  start(): Promise<unknown>;
  /** The server is gone and is being started again. */
  onGone(): void;
  onBack(): void;
  /** It could not be started; that is tried again, ever more rarely. */
  onFailure(error: unknown): void;
}

const LOOK_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Starts the server again whenever it has ended by itself: one that was killed for want of memory would otherwise leave
 * a service that answers 503 until somebody looks. @returns stop; resolves when no start is under way any more
 */
export function watchServer(server: Watched): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  let stopped = false;
  let failures = 0;
  const lookAgain = async (): Promise<void> => {
    if (!stopped && !server.isRunning()) failures = (await revive(server, failures === 0)) ? 0 : failures + 1;
    plan();
  };
  const plan = (): void => {
    if (stopped) return;
    const pause = Math.min(LONGEST_PAUSE_MS, LOOK_MS * 2 ** failures);
    timer = setTimeout(() => {
      looking = lookAgain();
    }, pause).unref();
  };
  plan();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await looking;
  };
}

async function revive(server: Watched, justGone: boolean): Promise<boolean> {
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
