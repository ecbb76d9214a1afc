import type { HttpAnswer } from '../http/index.ts';
import { AppError, type ErrorCode } from '../model/index.ts';
import { isObject, parseJsonObject } from './parse-json.ts';
import { withPause } from './retry.ts';

const ERROR_BYTES = 64 * 1024;

/**
 * The error for an answer with this status. `what` names what was requested. Of the body only the error code is read
 * (distribution-spec "Error Codes"); its text is never repeated, since the answer may not come from a registry at all.
 */
export async function answerFailure(answer: HttpAnswer, what: string, now: number): Promise<AppError> {
  const code = await errorCode(answer);
  const said = code === null ? '' : ` (${code})`;
  const message = `${answer.url.host} returned ${answer.status}${said} for ${what}`;
  const error = new AppError(codeOf(answer.status), message, { subject: answer.url.host });
  return withPause(error, headerText(answer, 'retry-after'), now);
}

/** True for statuses that a retry may change: 429 and server errors. */
export function isPassingStatus(status: number): boolean {
  return status === 429 || (status >= 500 && status !== 501);
}

/** The first error code in the answer's body, such as `NAME_UNKNOWN`; null when it has none. Reads or discards the body. */
export async function errorCode(answer: HttpAnswer): Promise<string | null> {
  if (isHtml(answer)) {
    await answer.discard();
    return null;
  }
  try {
    const { errors } = parseJsonObject(await answer.bytes(ERROR_BYTES), 'an error');
    const first: unknown = Array.isArray(errors) ? errors[0] : null;
    const code = isObject(first) ? first.code : null;
    return typeof code === 'string' && /^[A-Za-z0-9_]{1,64}$/.test(code) ? code : null;
  } catch {
    return null;
  }
}

/** True for HTML: a login page, a proxy or a web server answers instead of a registry. */
export function isHtml(answer: HttpAnswer): boolean {
  return /^\s*(text\/html|application\/xhtml\+xml)/i.test(headerText(answer, 'content-type') ?? '');
}

/** The error for an answer that does not come from a registry: names its content type, never its content. */
export function notARegistry(answer: HttpAnswer, what: string, cause?: unknown): AppError {
  const type = (headerText(answer, 'content-type') ?? 'no content type').replace(/[^\w/+.;= -]/g, '?').slice(0, 100);
  const message = `${answer.url.host} returned ${type} instead of JSON for ${what}`;
  return new AppError('registry_protocol', message, {
    subject: answer.url.host,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** A header as one text; several of the same name are joined by commas. */
export function headerText(answer: Pick<HttpAnswer, 'headers'>, name: string): string | undefined {
  const value = answer.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function codeOf(status: number): ErrorCode {
  if (status === 401) return 'registry_authentication_failed';
  if (status === 403) return 'registry_forbidden';
  if (status === 404) return 'registry_not_found';
  if (status === 429) return 'registry_rate_limited';
  return isPassingStatus(status) ? 'registry_unavailable' : 'registry_protocol';
}
