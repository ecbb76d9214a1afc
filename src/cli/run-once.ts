import type { Config } from '../config/index.ts';
import { createClosers, createLogger } from '../process/index.ts';
import type { Process } from './run-until-stopped.ts';

/** Does one thing, closes what it opened and lets the process end. */
export async function runOnce(config: Config, work: Process): Promise<void> {
  const logger = createLogger(config.logLevel);
  const closers = createClosers(logger);
  try {
    await work(config, logger, closers);
  } finally {
    await closers.closeAll();
  }
}
