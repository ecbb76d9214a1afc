import { isDatabaseUnavailable } from '../../database/index.ts';
import { AppError, type ErrorCode } from '../../model/index.ts';

/** An error as it leaves the service. `message` is for the caller: no internals, no secrets. */
export interface ErrorAnswer {
  readonly status: number;
  readonly errorCode: string;
  readonly message: string;
  readonly retryAfterSeconds?: number;
}

type Mapping = Omit<ErrorAnswer, 'message'>;

/** Codes of our own where the vendor has none: an internal error, and a service that cannot answer now. */
const INTERNAL: Mapping = { status: 500, errorCode: 'HULLWATCH.0001' };
const UNAVAILABLE: Mapping = { status: 503, errorCode: 'HULLWATCH.0002', retryAfterSeconds: 5 };

const PARAMETER: Mapping = { status: 400, errorCode: 'HSS.0001' };
const UNREADABLE: Mapping = { status: 400, errorCode: 'HSS.0002' };
export const UNKNOWN_ROUTE: Mapping = { status: 404, errorCode: 'APIGW.0101' };
export const WRONG_METHOD: Mapping = { status: 405, errorCode: 'APIGW.0101' };
export const BAD_REQUEST: Mapping = { status: 400, errorCode: 'APIGW.0201' };
export const TOO_LARGE: Mapping = { status: 413, errorCode: 'APIGW.0201' };

/**
 * The one place where error codes become HTTP (ADR 0011). Never 429: the vendor's Python client drops the
 * body of such an answer, so overload is 503.
 */
const MAPPINGS: Record<ErrorCode, Mapping> = {
  invalid_parameter: PARAMETER,
  conflict: PARAMETER,
  egress_denied: PARAMETER,
  host_unreachable: PARAMETER,
  bad_answer: PARAMETER,
  limit_exceeded: PARAMETER,
  unreadable: UNREADABLE,
  not_found: { status: 400, errorCode: 'HSS.0011' },
  forbidden: { status: 403, errorCode: 'HSS.0013' },
  unauthenticated: { status: 401, errorCode: 'APIGW.0301' },
  overloaded: UNAVAILABLE,
  timed_out: UNAVAILABLE,
  database_unavailable: UNAVAILABLE,
  registry_authentication_failed: PARAMETER,
  registry_catalog_unsupported: PARAMETER,
  registry_forbidden: PARAMETER,
  registry_not_found: PARAMETER,
  registry_protocol: PARAMETER,
  registry_rate_limited: UNAVAILABLE,
  registry_unreachable: PARAMETER,
  registry_unavailable: PARAMETER,
  digest_mismatch: PARAMETER,
  config_invalid: INTERNAL,
  internal: INTERNAL,
};

/** Turns anything thrown into an answer. What is not an expected error becomes a 500 that says only the request id. */
export function describeError(error: unknown, requestId: string): ErrorAnswer {
  if (error instanceof AppError) {
    const mapping = MAPPINGS[error.code];
    return mapping === INTERNAL ? internalError(requestId) : { ...mapping, message: error.message };
  }
  if (isDatabaseUnavailable(error)) return { ...UNAVAILABLE, message: 'the database cannot be reached at the moment' };
  return describeFrameworkError(error) ?? internalError(requestId);
}

/** The body of an error (ADR 0011): three texts, never empty. `error_description` repeats the message as the service does. */
export function errorBody(answer: ErrorAnswer): object {
  const message = answer.message === '' ? 'no further information' : answer.message;
  return { error_code: answer.errorCode, error_msg: message, error_description: message };
}

function internalError(requestId: string): ErrorAnswer {
  return { ...INTERNAL, message: `internal error; the log of the service says more about request ${requestId}` };
}

/** What Fastify refuses by itself: malformed URLs, malformed content types, bodies that are too large. */
function describeFrameworkError(error: unknown): ErrorAnswer | null {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('FST_ERR_')) return null;
  const status = 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 413) return { ...TOO_LARGE, message: 'the body is too large' };
  if (error.code === 'FST_ERR_BAD_URL') return { ...BAD_REQUEST, message: 'the path is not percent-encoded UTF-8' };
  if (error.code === 'FST_ERR_MAX_PARAM_LENGTH') return { ...BAD_REQUEST, message: 'a value in the path is too long' };
  if (status >= 500) return null;
  return { ...UNREADABLE, message: 'the request cannot be read: its Content-Type or length is malformed' };
}
