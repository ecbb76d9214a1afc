import type { HttpAnswer } from '../http/index.ts';
import { AppError, type ErrorCode } from '../model/index.ts';
import { isObject, parseJsonObject } from './parse-json.ts';
import { withPause } from './retry.ts';

const ERROR_BYTES = 64 * 1024;

/**
 * The failure an answer stands for, by its status. `what` names what was asked for. The body is read for its error code only
 * (distribution-spec "Error Codes"); its words are never repeated, since the answer may come from something that is no registry.
 */
export async function answerFailure(answer: HttpAnswer, what: string, now: number): Promise<AppError> {
  const code = await errorCode(answer);
  const said = code === null ? '' : ` (${code})`;
  const message = `${answer.url.host} answered ${answer.status}${said} to ${what}`;
  const error = new AppError(codeOf(answer.status), message, { subject: answer.url.host });
  return withPause(error, headerText(answer, 'retry-after'), now);
}

/** True when the registry itself may answer differently a little later: 429 and server errors. */
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

/** True when the answer calls itself HTML: a login page, a proxy or a web server in place of a registry. */
export function isHtml(answer: HttpAnswer): boolean {
  return /^\s*(text\/html|application\/xhtml\+xml)/i.test(headerText(answer, 'content-type') ?? '');
}

/** The refusal of an answer that is no registry's: names its content type, never its content. */
export function notARegistry(answer: HttpAnswer, what: string, cause?: unknown): AppError {
  const type = (headerText(answer, 'content-type') ?? 'no content type').replace(/[^\w/+.;= -]/g, '?').slice(0, 100);
  const message = `${answer.url.host} answered ${what} with ${type} instead of JSON`;
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
