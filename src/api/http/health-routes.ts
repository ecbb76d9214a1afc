import type { FastifyInstance } from 'fastify';
import type { ApiDeps } from './deps.ts';
import { sendAnswer } from './send-answer.ts';

/** Load balancers may ask with HEAD. */
const withHead = { exposeHeadRoute: true };

/** `/healthz`: the process answers. `/readyz`: it can serve calls, else 503 with the reasons. `/metrics`: Prometheus. */
export function addHealthRoutes(app: FastifyInstance, deps: Pick<ApiDeps, 'ready' | 'metrics'>): void {
  app.get('/healthz', withHead, async (_request, reply) => sendAnswer(reply, { status: 'ok' }));
  app.get('/readyz', withHead, async (_request, reply) => {
    const { ready, ...details } = await deps.ready();
    return sendAnswer(reply, { status: ready ? 'ok' : 'unavailable', ...details }, ready ? 200 : 503);
  });
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await deps.metrics.render();
    return reply.header('cache-control', 'no-store').type(contentType).send(text);
  });
}
