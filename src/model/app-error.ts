/** Every way an operation can fail that a caller may have to tell apart. Mapped to HTTP only in `api/error-response`. */
export type ErrorCode =
  | 'bad_answer'
  | 'config_invalid'
  | 'conflict'
  | 'database_unavailable'
  | 'digest_mismatch'
  | 'egress_denied'
  | 'forbidden'
  | 'host_unreachable'
  | 'internal'
  | 'invalid_parameter'
  | 'limit_exceeded'
  | 'not_found'
  | 'overloaded'
  | 'registry_authentication_failed'
  | 'registry_catalog_unsupported'
  | 'registry_forbidden'
  | 'registry_not_found'
  | 'registry_protocol'
  | 'registry_rate_limited'
  | 'registry_unreachable'
  | 'registry_unavailable'
  | 'timed_out'
  | 'unauthenticated'
  | 'unreadable';

/**
 * The one error class. `message` is a sentence for people and never holds a secret;
 * `subject` names what it is about (a parameter, a digest, a host).
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly subject: string | undefined;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; subject?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.subject = options.subject;
  }
}

/** Narrows an unknown thrown value to an AppError with one of the given codes (any code when none is given). */
export function isAppError(error: unknown, ...codes: ErrorCode[]): error is AppError {
  return error instanceof AppError && (codes.length === 0 || codes.includes(error.code));
}
