import Fastify, { type FastifyInstance } from 'fastify';
import { openAuthenticator, openLoginDesk } from '../auth/index.ts';
import './augmentation.ts';
import { addDocsRoutes } from './docs/docs-page.ts';
import { ENDPOINTS } from './handlers.ts';
import { boundStop } from './http/bound-stop.ts';
import { answerConnect, answerConnectionError, answerExpectation, newRequestId } from './http/connection-error.ts';
import type { ApiDeps } from './http/deps.ts';
import { BAD_REQUEST, TOO_LARGE, UNKNOWN_ROUTE } from './http/error-response.ts';
import type { Endpoint } from './http/handler.ts';
import { addHealthRoutes } from './http/health-routes.ts';
import { measureRequests } from './http/http-metrics.ts';
import { MAX_BODY_BYTES, openBodyReader } from './http/raw-body.ts';
import { sendErrorAnswer, sendThrown } from './http/send-error.ts';
import { serveEndpoint } from './http/serve-endpoint.ts';
import { refuseOtherMethods } from './http/wrong-method.ts';
import { addIdentityRoutes } from './identity/identity-routes.ts';

/** Tokens may have 32 KiB, a query some KiB more; beyond this Node answers 431. */
const MAX_HEADER_BYTES = 64 * 1024;
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** find-my-way answers 404 for longer path values; the contract's longest have 256 characters, percent-encoded UTF-8. */
const MAX_PATH_VALUE = 4096;

/** What health routes, logging and measuring need. */
type HealthDeps = Pick<ApiDeps, 'ready' | 'metrics' | 'logger'>;

/**
 * The HTTP service: the v5 API, identity calls, health. Not yet listening; `close()` lets running requests finish.
 * @param endpoints what is served under `/v5/`; tests pass their own
 */
export function createApp(deps: ApiDeps, endpoints: readonly Endpoint[] = ENDPOINTS): FastifyInstance {
  const app = openServer(deps);
  app.decorate('authenticator', openAuthenticator({ db: deps.pool, vault: deps.vault, clock: deps.clock }));
  app.decorate('loginDesk', openLoginDesk({ db: deps.pool, clock: deps.clock }));
  keepRawBody(app);
  measureRequests(app);
  for (const endpoint of endpoints) serveEndpoint(app, endpoint);
  addIdentityRoutes(app);
  addHealthRoutes(app, deps);
  addDocsRoutes(
    app,
    endpoints.map(({ operation }) => operation),
  );
  return app;
}

/** Health and metrics alone, for a process that serves no API. */
export function createHealthApp(deps: HealthDeps): FastifyInstance {
  const app = openServer(deps);
  measureRequests(app);
  addHealthRoutes(app, deps);
  return app;
}

function openServer(deps: HealthDeps): FastifyInstance {
  const app: FastifyInstance = Fastify({
    logger: false,
    genReqId: newRequestId,
    requestIdHeader: false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    exposeHeadRoutes: false,
    // A request that arrives on a kept connection during the stop is still answered; the connection then closes.
    return503OnClosing: false,
    routerOptions: { maxParamLength: MAX_PATH_VALUE },
    // Node's own refusal of a request without Host has no body and no request id; the hook below refuses it instead.
    http: { maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false },
    frameworkErrors: (error, request, reply) => sendThrown(error, request, reply),
    clientErrorHandler: answerConnectionError,
  });
  app.decorate('deps', deps as ApiDeps);
  app.setErrorHandler(sendThrown);
  app.setNotFoundHandler((request, reply) =>
    sendErrorAnswer(request, reply, { ...UNKNOWN_ROUTE, message: 'no such API: the path is unknown' }),
  );
  app.server.headersTimeout = HEADERS_TIMEOUT_MS;
  app.server.on('checkExpectation', answerExpectation);
  app.server.on('connect', answerConnect);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.headers.host !== undefined || request.raw.httpVersion !== '1.1') return;
    return sendErrorAnswer(request, reply, { ...BAD_REQUEST, message: 'a request of HTTP/1.1 needs a Host header' });
  });
  refuseOtherMethods(app);
  boundStop(app, deps.logger);
  return app;
}

/** Bodies are read once, as bytes, for the signature; Fastify's own parsers never see them. */
function keepRawBody(app: FastifyInstance): void {
  const reader = openBodyReader();
  app.decorateRequest('rawBody');
  app.decorateRequest('proof');
  app.decorateRequest('pathParams');
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
