import type { ApiDocument, ApiSchema } from './api-document.ts';

/** The identity calls that clients make before the API: a token by password, and the project of a credential. */
export const IDENTITY_PATHS: ApiDocument['paths'] = {
  '/v3/auth/tokens': {
    post: {
      operationId: 'CreateToken',
      tags: ['Identity'],
      summary: 'Get a token by password; it comes in the header X-Subject-Token and lives 24 hours.',
      security: [],
      parameters: [],
      requestBody: { required: true, content: { 'application/json': { schema: tokenRequest() } } },
      responses: {
        201: {
          description: 'The token is in the header X-Subject-Token, what it is good for in the body.',
          headers: { 'X-Subject-Token': { schema: { type: 'string' } } },
          content: { 'application/json': { schema: fields({ token: { type: 'object' } }) } },
        },
        default: { description: 'Failure: {"error":{"code":401,"message":"…","title":"…"}}.' },
      },
    },
  },
  '/v3/projects': {
    get: {
      operationId: 'ListProjects',
      tags: ['Identity'],
      summary: 'The project that the credentials belong to.',
      parameters: [
        {
          name: 'name',
          in: 'query',
          required: false,
          description: 'Accepted and not used.',
          schema: { type: 'string' },
        },
      ],
      responses: {
        200: { description: 'Success.', content: { 'application/json': { schema: named('projects') } } },
        default: { description: 'Failure: {"error":{"code":401,"message":"…","title":"…"}}.' },
      },
    },
  },
  '/v3/auth/domains': {
    get: {
      operationId: 'ListDomains',
      tags: ['Identity'],
      summary: 'The account that the credentials belong to.',
      parameters: [],
      responses: {
        200: { description: 'Success.', content: { 'application/json': { schema: named('domains') } } },
        default: { description: 'Failure: {"error":{"code":401,"message":"…","title":"…"}}.' },
      },
    },
  },
};

function tokenRequest(): ApiSchema {
  const text: ApiSchema = { type: 'string' };
  const methods: ApiSchema = { type: 'array', items: { type: 'string', enum: ['password'] } };
  const user = fields({ domain: fields({ name: text }), name: text, password: text });
  const scope = fields({ project: fields({ id: text, name: text }) });
  return fields({ auth: fields({ identity: fields({ methods, password: fields({ user }) }), scope }) });
}

/** A list of things with an id and a name. */
function named(list: string): ApiSchema {
  const one = fields({ id: { type: 'string' }, name: { type: 'string' } });
  return fields({ [list]: { type: 'array', items: one } });
}

function fields(properties: Readonly<Record<string, ApiSchema>>): ApiSchema {
  return { type: 'object', properties };
}
