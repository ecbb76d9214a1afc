import type { Config } from '../config/index.ts';
import { type Closers, createClosers, createLogger, type Logger } from '../process/index.ts';
import { onLauncherGone } from './launcher.ts';

/** Starts what the process does; everything it opens goes to `closers`. */
export type Process = (config: Config, logger: Logger, closers: Closers) => Promise<void>;

/** SIGHUP: the terminal is gone. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Starts, waits for a signal or the end of the `npx` that started it, and closes in order: requests finish, jobs go back,
 * the embedded database stops; then the process ends with 0. A second signal ends it at once. A start that fails closes
 * what it had opened; one that still waits, for a database or for its migrations, is not waited for.
 */
export async function runUntilStopped(config: Config, start: Process): Promise<void> {
  const logger = createLogger(config.logLevel);
  const closers = createClosers(logger);
  const stopped = untilSignal(logger);
  outliveReaders();
  try {
    await Promise.race([start(config, logger, closers), stopped]);
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
  await stopped;
  await closers.closeAll();
  process.exit(0);
}

/** Whoever read what this process writes may go away, as in `hullwatch up | head`; that is no reason to stop. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

function untilSignal(logger: Logger): Promise<void> {
  return new Promise((resolve) => {
    let signals = 0;
    onLauncherGone(() => {
      logger.info('stopping: the npx that started this process is gone');
      resolve();
    });
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        // A terminal that closes may say so twice; only people are impatient.
        if (signal !== 'SIGHUP') signals += 1;
        if (signals > 1) process.exit(1);
        logger.info({ signal }, 'stopping; a second signal ends at once');
        resolve();
      });
    }
  });
}
