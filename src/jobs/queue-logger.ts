import { Logger as QueueLogger } from 'graphile-worker';
import type { Logger } from '../runtime/index.ts';

/**
 * Hands what the queue says to our log. Its errors about jobs are dropped to debug, because the failing job is
 * already logged once, with our error fields, by `runJob`; the rest keeps its level, its chatter goes to debug.
 */
export function queueLogger(logger: Logger): QueueLogger {
  return new QueueLogger((scope) => (level, message, meta) => {
    const text = firstLine(message);
    const fields = { worker: scope.workerId };
    if (level === 'error' && !meta?.job) logger.error(fields, text);
    else if (level === 'warning') logger.warn(fields, text);
    else logger.debug(fields, text);
  });
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] as string;
}
