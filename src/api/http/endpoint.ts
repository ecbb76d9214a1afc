import type { Static, TSchema } from 'typebox';
import type { Caller } from '../../auth/index.ts';
import type { Operation } from '../../contract/index.ts';
import type { EnterpriseScope, Tenant } from '../../model/index.ts';
import type { ApiDeps } from './deps.ts';

type BodyOf<O extends Operation> = O extends { readonly body: { readonly schema: infer S extends TSchema } }
  ? Static<S>
  : undefined;

/**
 * One authenticated, authorised and parsed call. `params`, `query` and `body` have passed the operation's schemas
 * (an optional body that was not sent is `undefined`). `enterprise` says which enterprise projects it may see.
 * `signal` ends when the client goes away.
 */
export interface Call<O extends Operation = Operation> {
  readonly tenant: Tenant;
  readonly caller: Caller;
  readonly enterprise: EnterpriseScope;
  readonly params: Static<O['params']>;
  readonly query: Static<O['query']>;
  readonly body: BodyOf<O>;
  readonly deps: ApiDeps;
  readonly signal: AbortSignal;
}

/** An operation and what it does. A Buffer answer is JSON already serialised; `undefined` is an empty 200. */
export interface Endpoint {
  readonly operation: Operation;
  handle(call: Call): Promise<unknown>;
}

/**
 * Ties a handler to its operation; the call is typed by the operation's schemas, so declare the operation with
 * `satisfies Operation` rather than `: Operation`. Expected failures are thrown as AppError
 * (`not_found`, `conflict`, `invalid_parameter`, ...; api/error-response maps them).
 */
export function endpoint<const O extends Operation>(
  operation: O,
  handle: (call: Call<O>) => Promise<unknown>,
): Endpoint {
  return { operation, handle: handle as Endpoint['handle'] };
}
