import Fastify, { type FastifyInstance } from 'fastify';
import type { ApiDeps } from './deps.ts';
import { BAD_REQUEST, TOO_LARGE, UNKNOWN_ROUTE } from './error-response.ts';
import { gracefulShutdown } from './graceful-shutdown.ts';
import { MAX_BODY_BYTES, openBodyReader } from './raw-body.ts';
import { newRequestId, refuseConnect, refuseConnection, refuseExpectation, refuseOtherMethods } from './refusals.ts';
import { sendErrorAnswer, sendThrown } from './send-answer.ts';

/** Tokens may have 32 KiB, a query some KiB more; beyond this Node answers 431. */
const MAX_HEADER_BYTES = 64 * 1024;
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** find-my-way answers 404 for longer path values; the contract's longest have 256 characters, percent-encoded UTF-8. */
const MAX_PATH_VALUE = 4096;

/** What health routes, logging and measuring need. */
export type HealthDeps = Pick<ApiDeps, 'ready' | 'metrics' | 'logger'>;

/** A server without routes: its limits, its error answers, its request ids, its shutdown. */
export function openServer(deps: HealthDeps): FastifyInstance {
  const app: FastifyInstance = Fastify({
    logger: false,
    genReqId: newRequestId,
    requestIdHeader: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    exposeHeadRoutes: false,
    // A request that arrives on a kept connection during a shutdown is still answered; the connection then closes.
    return503OnClosing: false,
    routerOptions: { maxParamLength: MAX_PATH_VALUE },
    // Node's own refusal of a request without Host has no body and no request id; `checkHost` refuses it instead.
    http: { maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false },
    frameworkErrors: (error, request, reply) => sendThrown(error, request, reply),
    clientErrorHandler: refuseConnection,
  });
  app.decorate('deps', deps as ApiDeps);
  app.setErrorHandler(sendThrown);
  app.setNotFoundHandler((request, reply) =>
    sendErrorAnswer(request, reply, { ...UNKNOWN_ROUTE, message: 'no such API: the path is unknown' }),
  );
  app.server.headersTimeout = HEADERS_TIMEOUT_MS;
  app.server.on('checkExpectation', refuseExpectation);
  app.server.on('connect', refuseConnect);
  checkHost(app);
  refuseOtherMethods(app);
  gracefulShutdown(app, deps.logger);
  return app;
}

/** Reads bodies once, as bytes, for the signature; Fastify's own parsers never see them. */
export function readBodies(app: FastifyInstance): void {
  const reader = openBodyReader();
  for (const name of ['rawBody', 'credentials', 'pathParams']) app.decorateRequest(name);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
  app.addHook('preParsing', async (request, reply, payload) => {
    const body = await reader.read(request.raw, reply.raw);
    if (body === null) {
      sendErrorAnswer(request, reply, { ...TOO_LARGE, message: `a body may have ${MAX_BODY_BYTES} bytes` });
      return reply;
    }
    request.rawBody = body;
    return payload;
  });
}

/** Gives each answer its request id and refuses HTTP/1.1 without Host (RFC 9112 section 3.2). */
function checkHost(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.headers.host !== undefined || request.raw.httpVersion !== '1.1') return;
    return sendErrorAnswer(request, reply, { ...BAD_REQUEST, message: 'a request of HTTP/1.1 needs a Host header' });
  });
}
