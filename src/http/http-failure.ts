import { AppError, isAppError } from '../model/index.ts';

const WORDS: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'its name could not be resolved at the moment',
  ECONNREFUSED: 'it refused the connection',
  ECONNRESET: 'it closed the connection',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no route to it',
  ENOTFOUND: 'its name cannot be resolved',
  EPIPE: 'it closed the connection',
  ETIMEDOUT: 'it did not accept the connection in time',
  UND_ERR_BODY_TIMEOUT: 'it stopped sending its answer',
  UND_ERR_CONNECT_TIMEOUT: 'it did not accept the connection in time',
  UND_ERR_HEADERS_OVERFLOW: 'its answer has too many headers',
  UND_ERR_HEADERS_TIMEOUT: 'it sent no answer in time',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'its body does not have the announced length',
  UND_ERR_SOCKET: 'it closed the connection',
};

/** This process closed the client: a retry would not help. */
const CLOSED = ['UND_ERR_CLOSED', 'UND_ERR_DESTROYED'];

/**
 * The error for a failed connection: an egress refusal stays as it is, everything else becomes host_unreachable with its cause.
 * The message names the host only, since paths and queries may carry signatures. An abort by the caller's own signal is passed on.
 */
export function connectionFailure(error: unknown, url: URL, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  const denied = causes(error).find((cause) => isAppError(cause));
  if (denied) return denied;
  const code = causes(error).map(codeOf).find(Boolean) ?? '';
  if (CLOSED.includes(code)) return new AppError('internal', `the client of ${url.host} is closed`, { cause: error });
  return new AppError('host_unreachable', `${url.host} cannot be reached: ${words(code)}`, {
    cause: error,
    subject: url.host,
  });
}

function words(code: string): string {
  if (WORDS[code]) return WORDS[code];
  if (/CERT|SELF_SIGNED|^ERR_TLS|UNABLE_TO_/.test(code)) return `its certificate is not trusted (${code})`;
  if (/^ERR_SSL/.test(code)) return `it does not speak TLS as expected (${code})`;
  if (/^HPE_/.test(code)) return `it does not speak HTTP as expected (${code})`;
  return code === '' ? 'the connection failed' : `the connection failed (${code})`;
}

/** The error itself, what caused it, and the members of an AggregateError (several addresses tried). */
function causes(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [];
  const members = error instanceof AggregateError ? error.errors : [];
  return [error, ...members, ...(error.cause === undefined ? [] : causes(error.cause))];
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
