import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { ENDPOINTS } from '../../src/api/handlers.ts';
import { type ApiDeps, createApp, type Endpoint, renderImage } from '../../src/api/index.ts';
import type { Pool } from '../../src/database/index.ts';
import { openSqlImageList } from '../../src/inventory/index.ts';
import { stopScan } from '../../src/scan/index.ts';
import { testServices } from '../services.ts';
import { schemaProblems } from './schema-problems.ts';

export interface TestApi {
  readonly app: FastifyInstance;
  /** `http://127.0.0.1:port`, no slash at the end. */
  readonly address: string;
  readonly deps: ApiDeps;
  close(): Promise<void>;
}

/** The real service on a free port. Without `endpoints` it serves the whole API. Every answer is checked against its schema. */
export async function startTestApi(
  options: Partial<ApiDeps> & { readonly pool: Pool; readonly endpoints?: readonly Endpoint[] },
): Promise<TestApi> {
  const { endpoints, ...given } = options;
  const deps: ApiDeps = {
    ...testServices(),
    imageList: openSqlImageList({ db: given.pool, render: renderImage }),
    ready: async () => ({ ready: true, problems: [] }),
    orderSync: refuseOrder,
    orderScan: refuseOrder,
    stopScan,
    ...given,
  };
  const app = createApp(deps, (endpoints ?? ENDPOINTS).map(checkAnswers));
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { app, address: `http://127.0.0.1:${port}`, deps, close: () => app.close() };
}

/** A test that orders work passes its own function. */
async function refuseOrder(): Promise<string> {
  throw new Error('this test did not expect an order');
}

/** The endpoint, except that an answer its schema does not describe fails the call. */
function checkAnswers({ operation, handle }: Endpoint): Endpoint {
  return {
    operation,
    handle: async (call) => {
      const answer = await handle(call);
      const problems = operation.response ? schemaProblems(operation.response, asJson(answer)) : [];
      if (problems.length > 0) throw new Error(`${operation.operationId} answers ${problems.join('; ')}`);
      return answer;
    },
  };
}

function asJson(answer: unknown): unknown {
  return JSON.parse(Buffer.isBuffer(answer) ? answer.toString() : JSON.stringify(answer));
}
