/** What the operating system says when PostgreSQL is not there, or goes away in the middle. */
const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * SQLSTATEs after which the same call may succeed: shutdown and start-up (57P01-57P05), statement timeout (57014), a standby
 * that took over (25006), serialisation failure and deadlock (40001, 40P01); all of the classes 08 (connection), 53 (connections,
 * memory or disk used up) and 58 (of the system). https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const TEMPORARY_STATES = new Set(['57P01', '57P02', '57P03', '57P05', '57014', '25006', '40001', '40P01']);

/** Messages of `pg` that carry no code. */
const CONNECTION_MESSAGES = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
];

/** Whether an error of `pg` means that the database cannot answer at the moment, rather than that we asked wrongly. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isDatabaseUnavailable);
  const code = 'code' in error ? String(error.code) : '';
  const socketMissing = code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect';
  return (
    socketMissing ||
    CONNECTION_CODES.has(code) ||
    TEMPORARY_STATES.has(code) ||
    /^(?:08|53|58)[0-9A-Z]{3}$/.test(code) ||
    CONNECTION_MESSAGES.some((message) => error.message.startsWith(message))
  );
}
