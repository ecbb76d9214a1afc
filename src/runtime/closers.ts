import type { Logger } from './log.ts';

/** What a process has opened and must close in the opposite order when it ends. */
export interface Closers {
  add(what: string, close: () => Promise<unknown> | unknown): void;
  /** Closes everything; what fails is logged, and the rest is closed all the same. */
  closeAll(): Promise<void>;
}

export function createClosers(logger: Logger): Closers {
  const opened: { what: string; close: () => Promise<unknown> | unknown }[] = [];
  return {
    add: (what, close) => opened.push({ what, close }),
    closeAll: async () => {
      for (const { what, close } of opened.splice(0).reverse()) {
        try {
          await close();
          logger.debug({ what }, 'closed');
        } catch (error) {
          logger.error({ what, err: error }, 'could not be closed');
        }
      }
    },
  };
}
