import type { ApiDocument, ApiOperation, ApiResponse } from '../../contract/index.ts';
import { type Html, html, prose } from './html.ts';
import { renderParameters, renderSchema } from './render-fields.ts';
import { signedCall } from './signed-call.ts';

/** An operation with where it is. */
export interface Located {
  readonly method: string;
  readonly path: string;
  readonly operation: ApiOperation;
}

const ROLES: Readonly<Record<string, string>> = {
  read: 'any role',
  operate: 'operator or admin',
  administer: 'admin',
};

/** The section of one operation: what it does, what goes in, what comes out, how to call it. */
export function renderOperation(document: ApiDocument, { method, path, operation }: Located): Html {
  const { operationId, parameters } = operation;
  const inPlace = (place: string) => parameters.filter((parameter) => parameter.in === place);
  return html`<section class="operation" id="${operationId}" data-search="${searchText(operation, path)}">
    <h3><a href="#${operationId}">${operationId}</a></h3>
    <p class="call"><span class="method ${method}">${method.toUpperCase()}</span> <code>${renderPath(path)}</code></p>
    <p>${prose(operation.summary)} ${renderRole(operation)}</p>
    ${renderExample(method, path, operation)}
    ${renderParameters('In the path', inPlace('path'))}
    ${renderParameters('In the query', inPlace('query'))}
    ${renderParameters('In the header', inPlace('header'))}
    ${renderBody(document, operation)}
    ${renderAnswer(document, operation)}
  </section>`;
}

/** What the search box looks through: names of everything and the summary. */
function searchText({ operationId, summary, parameters, tags }: ApiOperation, path: string): string {
  const names = parameters.map(({ name }) => name);
  return [operationId, path, summary, ...tags, ...names].join(' ').toLowerCase();
}

function renderPath(path: string): Html {
  const parts = path.split(/(\{\w+\})/);
  return html`${parts.map((part) => (part.startsWith('{') ? html`<em>${part}</em>` : part))}`;
}

function renderRole(operation: ApiOperation): Html | undefined {
  if (operation.security?.length === 0) return html`<span class="role">no credentials needed</span>`;
  const role = ROLES[operation['x-access'] ?? ''];
  return role === undefined ? undefined : html`<span class="role">${role}</span>`;
}

/** The example of the contract as a call. Identity calls, which need no role, have none. */
function renderExample(method: string, path: string, operation: ApiOperation): Html | undefined {
  if (operation['x-access'] === undefined) return undefined;
  const { parameters, requestBody } = operation;
  const examplesIn = (place: string) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === place && parameter.example !== undefined)
        .map(({ name, example }) => [name, example]),
    );
  const body = requestBody?.content['application/json']?.example;
  const call = { params: examplesIn('path'), query: examplesIn('query'), body };
  return html`<pre><code>${signedCall(method.toUpperCase(), path, call)}</code></pre>`;
}

function renderBody(document: ApiDocument, { requestBody }: ApiOperation): Html | undefined {
  const schema = requestBody?.content['application/json']?.schema;
  if (!schema) return undefined;
  return html`<h4>In the body${requestBody?.required ? '' : ' (may be left out)'}</h4>${renderSchema(document, schema, true)}`;
}

function renderAnswer(document: ApiDocument, { responses }: ApiOperation): Html {
  const [status, answer] = Object.entries(responses).find(([code]) => code !== 'default') ?? ['200', undefined];
  const { description, content } = answer as ApiResponse;
  const { schema, example } = content?.['application/json'] ?? {};
  if (!schema) return html`<h4>Answer</h4><p><code>${status}</code> ${description}</p>`;
  const fields = renderSchema(document, schema, false);
  const shown = example && html`<pre><code>${JSON.stringify(example, null, 2)}</code></pre>`;
  return html`<details><summary>Answer <code>${status}</code></summary>${shown}${fields}</details>`;
}
