import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeError, type ErrorAnswer, errorBody } from './error-response.ts';

/**
 * Sends what a handler returned: a Buffer is JSON already serialised, `undefined` an empty 200 (the vendor declares an
 * empty model), anything else is serialised here. Never cached: the answer belongs to one caller at one moment.
 */
export function sendAnswer(reply: FastifyReply, result: unknown, status = 200): FastifyReply {
  reply.code(status).headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  if (result === undefined) return reply.send();
  reply.type('application/json');
  return reply.send(Buffer.isBuffer(result) ? result : Buffer.from(JSON.stringify(result)));
}

/** Answers with an error, in the shape of the interface that was called: identity calls under `/v3/`, else HSS. */
export function sendErrorAnswer(request: FastifyRequest, reply: FastifyReply, answer: ErrorAnswer): FastifyReply {
  if (answer.retryAfterSeconds !== undefined) reply.header('retry-after', String(answer.retryAfterSeconds));
  const body = request.url.startsWith('/v3/') ? keystoneErrorBody(answer) : errorBody(answer);
  return reply
    .code(answer.status)
    .headers({ 'x-request-id': request.id, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    .type('application/json')
    .send(Buffer.from(JSON.stringify(body)));
}

/** Answers whatever was thrown. Of an unexpected error the log gets everything, the caller only the request id. */
export function sendThrown(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = describeError(error, request.id);
  logRefusal(error, request, answer);
  return sendErrorAnswer(request, reply, answer);
}

/** Refused credentials and rights are worth a line of the log; mistakes in parameters are not. */
function logRefusal(error: unknown, request: FastifyRequest, answer: ErrorAnswer): void {
  const { logger } = request.server.deps;
  const route = request.routeOptions.url;
  const about = { requestId: request.id, route, source: request.ip, errorCode: answer.errorCode };
  if (answer.status >= 500) logger.error({ ...about, err: error }, 'request failed');
  else if (answer.status === 401 || answer.status === 403) logger.info({ ...about, reason: answer.message }, 'refused');
  else logger.debug({ ...about, reason: answer.message }, 'request refused');
}

/** The error shape of identity calls, with the fields of section (c) beside it for clients that know only those. */
function keystoneErrorBody(answer: ErrorAnswer): object {
  const error = { code: answer.status, message: answer.message, title: STATUS_CODES[answer.status] ?? 'Error' };
  return { error, ...errorBody(answer) };
}
