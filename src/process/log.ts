import { type DestinationStream, destination, type Logger as PinoLogger, pino } from 'pino';
import { AppError } from '../model/index.ts';

export type Logger = PinoLogger;

/** Field names whose values are never written, at the top of a record and up to three levels below. */
const SECRET_FIELDS = [
  'authorization',
  'Authorization',
  'cookie',
  'databaseUrl',
  'connectionString',
  'masterKey',
  'password',
  'secret',
  'secretKey',
  'secret_key',
  'token',
  '["x-auth-token"]',
  '["x-subject-token"]',
  '["proxy-authorization"]',
];

/**
 * One JSON object per line on standard error; standard output is for people.
 * @param level pino's: fatal, error, warn, info, debug, trace or silent
 */
export function createLogger(level: string, stream: DestinationStream = destination({ fd: 2, sync: true })): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_FIELDS.flatMap(atEveryDepth), censor: '[redacted]' },
      serializers: { err: describeError },
    },
    stream,
  );
}

function atEveryDepth(field: string): string[] {
  const joined = field.startsWith('[') ? field : `.${field}`;
  return [field, `*${joined}`, `*.*${joined}`, `*.*.*${joined}`];
}

/** Named fields only: a database error carries row values and an HTTP error may carry headers in other fields. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  const subject = error instanceof AppError ? error.subject : undefined;
  return { name, code, subject, message, stack, ...(cause === undefined ? {} : { cause: describeCause(cause) }) };
}

function describeCause(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
