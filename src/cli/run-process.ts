import type { Config } from '../config/index.ts';
import { type Closers, createClosers, createLogger, type Logger } from '../process/index.ts';

/** Starts what the process does; everything it opens goes to `closers`. */
export type Process = (config: Config, logger: Logger, closers: Closers) => Promise<void>;

/** SIGHUP: the terminal is gone. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
const LAUNCHER_CHECK_MS = 500;

/**
 * Starts, waits for a signal or the end of the `npx` that started it, and closes in order: requests finish, jobs go back,
 * the embedded database stops; then the process ends with 0. A second signal ends it at once. When the start
 * fails, what it had opened is closed; a start that still waits for a database or for migrations is abandoned.
 */
export async function runUntilStopped(config: Config, start: Process): Promise<void> {
  const logger = createLogger(config.logLevel);
  const closers = createClosers(logger);
  const stopped = waitForStop(logger);
  ignoreClosedOutput();
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

/** Runs one command, closes what it opened and lets the process end. */
export async function runOnce(config: Config, work: Process): Promise<void> {
  const logger = createLogger(config.logLevel);
  const closers = createClosers(logger);
  try {
    await work(config, logger, closers);
  } finally {
    await closers.closeAll();
  }
}

/** The reader of the output may end, as in `hullwatch up | head`; the service goes on. */
function ignoreClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

function waitForStop(logger: Logger): Promise<void> {
  return new Promise((resolve) => {
    let signals = 0;
    onLauncherGone(() => {
      logger.info('stopping: the npx that started this process is gone');
      resolve();
    });
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        // A terminal that closes may send SIGHUP twice; only a second signal of a person ends the process at once.
        if (signal !== 'SIGHUP') signals += 1;
        if (signals > 1) process.exit(1);
        logger.info({ signal }, 'stopping; a second signal ends at once');
        resolve();
      });
    }
  });
}

/**
 * Calls back once when the `npx` that started this process has ended. A signal sent to `npx` ends `npx` and its shell
 * and does not reach this process: without this, a supervisor that stops `npx` would leave the service on its port.
 * A process that was started otherwise may outlive its parent, as with `nohup` and `setsid`.
 */
function onLauncherGone(callback: () => void): void {
  if (process.env.npm_command !== 'exec') return;
  const launcher = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === launcher) return;
    clearInterval(timer);
    callback();
  }, LAUNCHER_CHECK_MS).unref();
}
