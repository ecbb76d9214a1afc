import type { FastifyInstance } from 'fastify';

/** Counts and times every answered request by method, route template and status; paths as sent would be unbounded. */
export function measureRequests(app: FastifyInstance): void {
  const { metrics, logger } = app.deps;
  const duration = metrics.histogram('hullwatch_http_request_seconds', 'Time to answer HTTP requests.', [
    'method',
    'route',
    'status',
  ]);
  app.addHook('onResponse', async (request, reply) => {
    const seconds = reply.elapsedTime / 1000;
    const route = request.routeOptions.url ?? 'unknown';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    duration.observe(labels, seconds);
    // The address as sent stays out of the log: one operation takes a password in its query.
    logger.debug({ requestId: request.id, ...labels, seconds }, 'request answered');
  });
}
