import { STATUS_CODES } from 'node:http';
import { type ErrorAnswer, errorBody } from './error-response.ts';

/** The error shape of identity calls, with the fields of section (c) beside it for clients that know only those. */
export function keystoneErrorBody(answer: ErrorAnswer): object {
  const error = { code: answer.status, message: answer.message, title: STATUS_CODES[answer.status] ?? 'Error' };
  return { error, ...errorBody(answer) };
}
