import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeError, type ErrorAnswer, errorBody } from './error-response.ts';
import { keystoneErrorBody } from './keystone-error.ts';

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

/** Answers whatever was thrown. The log gets the whole error of what nobody expected, the caller only its request id. */
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
