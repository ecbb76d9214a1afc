import type { FastifyInstance } from 'fastify';
import { openAuthenticator, openPasswordLogin } from '../auth/index.ts';
import { addDocsRoutes } from './docs/docs-page.ts';
import { ENDPOINTS } from './handlers.ts';
import type { ApiDeps } from './http/deps.ts';
import type { Endpoint } from './http/handler.ts';
import { addHealthRoutes, measureRequests } from './http/health.ts';
import { serveEndpoint } from './http/serve-endpoint.ts';
import { type HealthDeps, openServer, readBodies } from './http/server.ts';
import { addIdentityRoutes } from './identity/identity-routes.ts';

/**
 * The HTTP service: the v5 API, identity calls, health. Not yet listening; `close()` lets running requests finish.
 * @param endpoints what is served under `/v5/`; tests pass their own
 */
export function createApp(deps: ApiDeps, endpoints: readonly Endpoint[] = ENDPOINTS): FastifyInstance {
  const app = openServer(deps);
  app.decorate('authenticator', openAuthenticator({ db: deps.pool, vault: deps.vault, clock: deps.clock }));
  app.decorate('passwordLogin', openPasswordLogin({ db: deps.pool, clock: deps.clock }));
  readBodies(app);
  measureRequests(app);
  for (const endpoint of endpoints) serveEndpoint(app, endpoint);
  addIdentityRoutes(app);
  addHealthRoutes(app, deps);
  const operations = endpoints.map(({ operation }) => operation);
  addDocsRoutes(app, operations);
  return app;
}

/** Health and metrics alone, for a process that serves no API. */
export function createHealthApp(deps: HealthDeps): FastifyInstance {
  const app = openServer(deps);
  measureRequests(app);
  addHealthRoutes(app, deps);
  return app;
}
