import { IsOptional, type TObject, type TSchema } from 'typebox';
import { INT64_MAX } from '../schema/fields.ts';
import { keywordsOf } from '../schema/keywords.ts';
import type { Operation } from '../schema/operation.ts';
import type { ApiContent, ApiDocument, ApiOperation, ApiParameter, ApiSchema } from './api-document.ts';
import { IDENTITY_PATHS } from './identity-paths.ts';

const DESCRIPTION = `Hullwatch serves the repository-image part of the HSS v5 API.
Every answer carries X-Request-Id. Unknown parameters and fields are ignored; wrong ones are refused with the name, the
value and what is allowed.`;

/**
 * The OpenAPI 3.1 document of the operations that are served, made from the schemas that check their requests,
 * and of the identity calls that clients make before them.
 */
export function describeApi(operations: readonly Operation[], version: string): ApiDocument {
  const schemas: Record<string, ApiSchema> = { ErrorBody: ERROR_BODY };
  const paths: Record<string, Record<string, ApiOperation>> = {};
  for (const operation of operations) {
    const described = { [operation.method.toLowerCase()]: describeOperation(operation, schemas) };
    paths[operation.path] = { ...paths[operation.path], ...described };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Hullwatch image API', version, description: DESCRIPTION.replaceAll('\n', ' ') },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { aksk: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag)), 'Identity'].map((name) => ({ name })),
    paths: { ...paths, ...IDENTITY_PATHS },
    components: { securitySchemes: SECURITY_SCHEMES, responses: { Error: ERROR_RESPONSE }, schemas },
  };
}

/** As text. JavaScript rounds 2^63 - 1 when it holds it as a number; the document says the exact value. */
export function printApi(document: ApiDocument): string {
  return JSON.stringify(document, null, 1).replaceAll(JSON.stringify(Number(INT64_MAX)), String(INT64_MAX));
}

function describeOperation(operation: Operation, schemas: Record<string, ApiSchema>): ApiOperation {
  const { operationId, tag, summary, access, body, response, example } = operation;
  const { request, answer } = example;
  return {
    operationId,
    tags: [tag],
    summary,
    'x-access': access,
    parameters: [
      ...parametersOf(operation.params, 'path', request.params),
      ...parametersOf(operation.query, 'query', request.query),
      ...(operation.headers ? parametersOf(operation.headers, 'header') : []),
    ],
    ...(body && {
      requestBody: { required: body.required, content: json(toSchema(body.schema, schemas), request.body) },
    }),
    responses: {
      200: {
        description: response ? 'Success.' : 'Success; the answer is empty.',
        ...(response && { content: json(toSchema(response, schemas), answer) }),
      },
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

/** A parameter with a default may be left out. */
function parametersOf(
  { properties }: TObject,
  location: ApiParameter['in'],
  examples: Readonly<Record<string, unknown>> = {},
): ApiParameter[] {
  return Object.entries(properties).map(([name, field]) => {
    const { description, ...schema } = toSchema(field, {});
    const required = !IsOptional(field) && schema.default === undefined;
    const example = examples[name];
    return {
      name,
      in: location,
      required,
      ...(description && { description }),
      schema,
      ...(example !== undefined && { example }),
    };
  });
}

/** Plain JSON Schema; what has a name goes to `schemas` and is referred to. */
function toSchema(schema: TSchema, schemas: Record<string, ApiSchema>): ApiSchema {
  const { 'x-name': name, ...keywords } = keywordsOf(schema);
  const plain: ApiSchema = {
    ...keywords,
    ...(keywords.items && { items: toSchema(keywords.items, schemas) }),
    ...(keywords.properties && { properties: toProperties(keywords.properties, schemas) }),
  } as ApiSchema;
  if (!name) return plain;
  schemas[name] = plain;
  return { $ref: `#/components/schemas/${name}` };
}

function toProperties(properties: Readonly<Record<string, TSchema>>, schemas: Record<string, ApiSchema>) {
  return Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, toSchema(field, schemas)]));
}

function json(schema: ApiSchema, example?: object): ApiContent {
  return { 'application/json': { schema, ...(example && { example }) } };
}

const SECURITY_SCHEMES = {
  token: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Auth-Token',
    description: 'User token of the project, 1 to 32768 characters, from POST /v3/auth/tokens.',
  },
  aksk: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'Request signature: SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…',
  },
};

const ERROR_BODY: ApiSchema = {
  type: 'object',
  required: ['error_code', 'error_msg'],
  properties: {
    error_code: { type: 'string', description: 'What kind of failure, for programs.' },
    error_msg: { type: 'string', description: 'What failed and why, for people.' },
    error_description: { type: 'string', description: 'The same text.' },
    encoded_authorization_message: { type: 'string', description: 'On denials, when there is one.' },
  },
};

const ERROR_RESPONSE = {
  description: 'Failure.',
  headers: { 'X-Request-Id': { schema: { type: 'string' } } },
  content: json({ $ref: '#/components/schemas/ErrorBody' }),
};
