import type { FastifyInstance, HTTPMethods } from 'fastify';
import { WRONG_METHOD } from './error-response.ts';
import { sendErrorAnswer } from './send-error.ts';

/** Once all routes are known, answers 405 with `Allow` on every known path for the methods it does not have. */
export function refuseOtherMethods(app: FastifyInstance): void {
  const served = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method, config }) => {
    if (config !== undefined && 'wrongMethod' in config) return;
    const methods = served.get(url) ?? new Set<string>();
    for (const each of [method].flat()) methods.add(each);
    served.set(url, methods);
  });
  app.register(async (rest) => {
    for (const [url, methods] of served) refuseOn(rest, url, methods);
  });
}

function refuseOn(app: FastifyInstance, url: string, served: ReadonlySet<string>): void {
  const method = app.supportedMethods.filter((each) => !served.has(each));
  const allow = [...served].sort().join(', ');
  app.route({
    method: method as HTTPMethods[],
    url,
    config: { wrongMethod: true },
    onRequest: async (request, reply) => {
      reply.header('allow', allow);
      return sendErrorAnswer(request, reply, { ...WRONG_METHOD, message: `this path is called with ${allow} only` });
    },
    handler: async () => undefined,
  });
}
