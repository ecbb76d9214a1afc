import type { FastifyInstance } from 'fastify';
import { listAdvisorySources, withoutSecrets } from '../../advisories/index.ts';
import { findForeignMigration, type Pool, pendingMigrations } from '../../database/index.ts';
import type { ApiDeps, Readiness } from './deps.ts';
import { sendAnswer } from './send-answer.ts';

/** How long `/readyz` waits for the database. */
const READY_MS = 3000;

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

/** Whether the database answers, is migrated, and how the configured advisory sources stand. Answers within three seconds. */
export async function isReady(pool: Pool, advisorySources: readonly string[]): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<Readiness>((resolve) => {
    timer = setTimeout(resolve, READY_MS, notReady('the database does not answer'));
  });
  const answer = askDatabase(pool, advisorySources).catch(() => notReady('the database does not answer'));
  const readiness = await Promise.race([answer, silence]);
  clearTimeout(timer);
  return readiness;
}

async function askDatabase(pool: Pool, advisorySources: readonly string[]): Promise<Readiness> {
  const pending = await pendingMigrations(pool);
  if (pending.length > 0) return notReady(`migrations are not applied: ${pending.join(', ')}`);
  const foreign = await findForeignMigration(pool);
  if (foreign !== null) return notReady(`${foreign}; stop this process`);
  const known = (await listAdvisorySources(pool)).filter(({ feed }) => feed === 'advisories');
  const tried = new Set(known.filter(({ status }) => status !== 'pending').map(({ source }) => source));
  const failed = known.filter(({ status }) => status === 'failed').length;
  const loading = advisorySources.filter((source) => !tried.has(withoutSecrets(source))).length;
  // A process that only serves the API is configured without sources; its workers have them.
  const sources = Math.max(advisorySources.length, known.length);
  return { ready: true, problems: [], advisories: { sources, loading, failed } };
}

function notReady(problem: string): Readiness {
  return { ready: false, problems: [problem] };
}
