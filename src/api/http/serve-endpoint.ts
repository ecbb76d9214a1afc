import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, resolveEnterpriseScope } from '../../auth/index.ts';
import { type Operation, type Parsed, parseBody, parseParams, parseQuery } from '../../contract/index.ts';
import { AppError, type EnterpriseScope } from '../../model/index.ts';
import { authenticate, readCredentials } from './authenticate.ts';
import type { Call, Endpoint } from './handler.ts';
import { sendAnswer } from './send-answer.ts';

/** Serves one operation: authenticates the caller, checks access and parameters, calls the handler, sends the answer. */
export function serveEndpoint(app: FastifyInstance, endpoint: Endpoint): void {
  const { operation } = endpoint;
  app.route({
    method: operation.method,
    url: operation.path.replace(/\{(\w+)\}/g, ':$1'),
    onRequest: async (request) => {
      // Before the credentials: a client without a project id should read that, not that its signature is wrong.
      request.pathParams = unwrap(parseParams(operation, pathValues(request)));
      request.credentials = await readCredentials(request);
    },
    handler: (request, reply) => answer(endpoint, request, reply),
  });
}

async function answer({ operation, handle }: Endpoint, request: FastifyRequest, reply: FastifyReply) {
  const caller = await authenticate(request);
  const { deps } = request.server;
  const params = request.pathParams as Call['params'];
  checkProject(caller, pathValues(request).project_id, request.headers['x-project-id']);
  const query = unwrap(parseQuery(operation, rawQueryOf(request)));
  const enterprise = await enterpriseOf(operation, query as object, caller, request);
  checkContentType(operation, request);
  const body = unwrap(parseBody(operation, request.rawBody)) as Call['body'];
  const result = await handle({ tenant: caller.tenant, caller, enterprise, params, query, body, deps });
  return sendAnswer(reply, result);
}

/** Credentials are good for the project they were issued for and no other. */
function checkProject(caller: Caller, projectId: string | undefined, header: string | string[] | undefined): void {
  if (projectId !== caller.tenant.projectId) {
    throw new AppError('forbidden', 'the credentials belong to another project than the one in the path');
  }
  if (header !== undefined && header !== projectId) {
    throw new AppError('invalid_parameter', 'X-Project-Id is another project than the one in the path', {
      subject: 'X-Project-Id',
    });
  }
}

/** Operations without `enterprise_project_id` act in all enterprise projects that are granted. */
function enterpriseOf(
  operation: Operation,
  query: object,
  caller: Caller,
  request: FastifyRequest,
): Promise<EnterpriseScope> {
  const named = Object.hasOwn(operation.query.properties, 'enterprise_project_id');
  const requested = 'enterprise_project_id' in query ? String(query.enterprise_project_id) : undefined;
  const wanted = named ? requested : 'all_granted_eps';
  return resolveEnterpriseScope(request.server.deps.pool, caller, wanted, operation.access);
}

/** Another type is refused even if the bytes are JSON: it is how a body gets past the signature (UNSIGNED-PAYLOAD). */
function checkContentType(operation: Operation, request: FastifyRequest): void {
  const contentType = request.headers['content-type'];
  if (operation.body === undefined || request.rawBody.length === 0 || contentType === undefined) return;
  if (/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(contentType)) return;
  throw new AppError('unreadable', 'the body must be application/json', { subject: 'Content-Type' });
}

/** @throws AppError `invalid_parameter`, or `unreadable` when the body is not JSON at all */
function unwrap<T>(parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value;
  const { parameter, value, allowed, unreadable } = parsed.problem;
  const came = value === '' ? 'is missing or empty' : `has the wrong value ${JSON.stringify(value)}`;
  const message = `the parameter ${parameter} ${came}; allowed: ${allowed}`;
  throw new AppError(unreadable ? 'unreadable' : 'invalid_parameter', message, { subject: parameter });
}

function pathValues(request: FastifyRequest): Record<string, string | undefined> {
  return request.params as Record<string, string | undefined>;
}

function rawQueryOf(request: FastifyRequest): string {
  const target = request.raw.url ?? '';
  const mark = target.indexOf('?');
  return mark === -1 ? '' : target.slice(mark + 1);
}
