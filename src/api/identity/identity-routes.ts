import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, domainId } from '../../auth/index.ts';
import { authenticate, readProof } from '../http/authenticate.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { issueToken } from './issue-token.ts';

/**
 * The identity calls that clients of the API make (contract section b): a token by password, and what a credential
 * belongs to. A client that is given a region instead of a project id asks for the project "named" like the region;
 * a credential has exactly one project, so that one is the answer whatever the name.
 */
export function addIdentityRoutes(app: FastifyInstance): void {
  app.post('/v3/auth/tokens', { onRequest: traceAnswer }, issueToken);
  const proved = { onRequest: [traceAnswer, keepProof] };
  app.get('/v3/projects', proved, async (request, reply) => sendAnswer(reply, projectsOf(await authenticate(request))));
  app.get('/v3/auth/domains', proved, async (request, reply) =>
    sendAnswer(reply, domainsOf(await authenticate(request))),
  );
}

/** Clients quote this header when an identity call fails. */
async function traceAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('x-iam-trace-id', request.id);
}

async function keepProof(request: FastifyRequest): Promise<void> {
  request.proof = await readProof(request);
}

function projectsOf({ tenant, projectName, domainName }: Caller): object {
  const domain_id = domainId(domainName);
  const project = { id: tenant.projectId, name: projectName, domain_id, parent_id: domain_id, enabled: true };
  return { projects: [{ ...project, is_domain: false, description: '' }] };
}

function domainsOf({ domainName }: Caller): object {
  return { domains: [{ id: domainId(domainName), name: domainName, enabled: true, description: '' }] };
}
