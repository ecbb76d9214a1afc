import type { Logger } from './log.ts';

/** What a process has opened and must close in the opposite order when it ends. */
export interface Closers {
  /** After closing began (a signal during the start), what is added is closed at once. */
  add(what: string, close: () => Promise<unknown> | unknown): void;
  /** Closes everything; a failure is logged, and the rest is closed anyway. */
  closeAll(): Promise<void>;
}

interface Opened {
  readonly what: string;
  readonly close: () => Promise<unknown> | unknown;
}

export function createClosers(logger: Logger): Closers {
  const opened: Opened[] = [];
  const late: Promise<void>[] = [];
  let closing = false;
  return {
    add: (what, close) => {
      if (closing) late.push(closeOne({ what, close }, logger));
      else opened.push({ what, close });
    },
    closeAll: async () => {
      closing = true;
      for (const each of opened.splice(0).reverse()) await closeOne(each, logger);
      await Promise.all(late);
    },
  };
}

async function closeOne({ what, close }: Opened, logger: Logger): Promise<void> {
  try {
    await close();
    logger.debug({ what }, 'closed');
  } catch (error) {
    logger.error({ what, err: error }, 'could not be closed');
  }
}
