import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { type Caller, domainId, type Login, type LoginResult, userId } from '../../auth/index.ts';
import { AppError } from '../../model/index.ts';
import { authenticate, readCredentials } from '../http/authenticate.ts';
import { sendAnswer } from '../http/send-answer.ts';

const MAX_LOGIN_BYTES = 64 * 1024;

/** A name or an id, which goes to the database: PostgreSQL takes no U+0000. */
const Name = Type.String({ maxLength: 256, pattern: '^[^\\u0000]*$' });
const Named = Type.Object({ id: Type.Optional(Name), name: Type.Optional(Name) });
const TokenRequest = Type.Object({
  auth: Type.Object({
    identity: Type.Object({
      methods: Type.Array(Type.String(), { minItems: 1, maxItems: 10 }),
      password: Type.Object({
        user: Type.Object({
          name: Name,
          password: Type.String({ maxLength: 4096 }),
          domain: Named,
        }),
      }),
    }),
    scope: Type.Optional(Type.Object({ project: Type.Optional(Named), domain: Type.Optional(Named) })),
  }),
});

/**
 * The identity calls that clients of the API make (ADR 0011): a token by password, and what a credential
 * belongs to. A client that is given a region instead of a project id asks for the project "named" like the region;
 * a credential has exactly one project, so that one is the answer whatever the name.
 */
export function addIdentityRoutes(app: FastifyInstance): void {
  app.post('/v3/auth/tokens', { onRequest: traceAnswer }, issueToken);
  const authenticated = { onRequest: [traceAnswer, storeCredentials] };
  app.get('/v3/projects', authenticated, async (request, reply) =>
    sendAnswer(reply, projectsOf(await authenticate(request))),
  );
  app.get('/v3/auth/domains', authenticated, async (request, reply) =>
    sendAnswer(reply, domainsOf(await authenticate(request))),
  );
}

/** Clients quote this header when an identity call fails. */
async function traceAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('x-iam-trace-id', request.id);
}

async function storeCredentials(request: FastifyRequest): Promise<void> {
  request.credentials = await readCredentials(request);
}

function projectsOf({ tenant, projectName, domainName }: Caller): object {
  const domain_id = domainId(domainName);
  const project = { id: tenant.projectId, name: projectName, domain_id, parent_id: domain_id, enabled: true };
  return { projects: [{ ...project, is_domain: false, description: '' }] };
}

function domainsOf({ domainName }: Caller): object {
  return { domains: [{ id: domainId(domainName), name: domainName, enabled: true, description: '' }] };
}

/** `POST /v3/auth/tokens`: a password for a token of one project, which is answered in `X-Subject-Token`. */
async function issueToken(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const result = await request.server.passwordLogin.logIn(readLogin(request.rawBody), request.ip);
  reply.header('x-subject-token', result.token.token);
  return sendAnswer(reply, { token: describeToken(result) }, 201);
}

function readLogin(rawBody: Buffer): Login {
  const { identity, scope } = readTokenRequest(rawBody).auth;
  const { name: userName, password, domain } = identity.password.user;
  if (!identity.methods.every((method) => method === 'password')) throw refuse('auth.identity.methods: only password');
  if (domain.id === undefined && domain.name === undefined) throw refuse('auth.identity.password.user.domain: a name');
  if (scope !== undefined && scope.project === undefined) throw refuse('auth.scope: a project, domains have no tokens');
  return { userName, password, domain, project: scope?.project ?? null };
}

/** The message names fields, never values: what stands in the wrong field may be a password. */
function readTokenRequest(rawBody: Buffer): Static<typeof TokenRequest> {
  if (rawBody.length > MAX_LOGIN_BYTES) throw refuse(`at most ${MAX_LOGIN_BYTES} bytes`);
  const request = parseJson(rawBody);
  if (Check(TokenRequest, request)) return request;
  throw refuse('auth.identity.methods ["password"], auth.identity.password.user {name, password, domain}, auth.scope');
}

function parseJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody));
  } catch {
    throw new AppError('unreadable', 'the body is not JSON in UTF-8', { subject: 'body' });
  }
}

function refuse(allowed: string): AppError {
  return new AppError('invalid_parameter', `the request for a token is malformed; allowed: ${allowed}`);
}

function describeToken({ caller, token }: LoginResult): object {
  const domain = { id: domainId(caller.domainName), name: caller.domainName };
  const roles = [...new Set(caller.grants.map((grant) => grant.role))].sort();
  return {
    methods: ['password'],
    issued_at: keystoneTime(token.issuedAt),
    expires_at: keystoneTime(token.expiresAt),
    user: { id: userId(caller), name: caller.userName, domain, password_expires_at: '' },
    project: { id: caller.tenant.projectId, name: caller.projectName, domain },
    roles: roles.map((role) => ({ id: role, name: role })),
    catalog: [],
  };
}

/** ISO 8601 with microseconds, as Keystone writes times. */
function keystoneTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '000Z');
}
