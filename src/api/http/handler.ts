import type { Caller } from '../../auth/index.ts';
import type {
  AnswerOf,
  BodyOf,
  OPERATIONS,
  Operation,
  OperationName,
  ParamsOf,
  QueryOf,
} from '../../contract/index.ts';
import type { EnterpriseScope, Tenant } from '../../model/index.ts';
import type { ApiDeps } from './deps.ts';

/** One authenticated and authorised call, whose parameters and body have passed the schemas of its operation. */
export interface Call<O extends Operation = Operation> {
  readonly tenant: Tenant;
  readonly caller: Caller;
  /** The enterprise projects that the call may see. */
  readonly enterprise: EnterpriseScope;
  readonly params: ParamsOf<O>;
  readonly query: QueryOf<O>;
  /** Undefined when the operation has none, or when it may be left out and was. */
  readonly body: BodyOf<O>;
  readonly deps: ApiDeps;
}

/**
 * What an operation does. It returns the answer as the schema describes it, or the same as JSON already serialised.
 * Expected failures are thrown as AppError (`not_found`, `conflict`, `invalid_parameter`, …; `http/error-response` maps them).
 */
export type HandlerOf<O extends Operation> = (
  call: Call<O>,
) => O extends { readonly response: object } ? Promise<AnswerOf<O> | Buffer> : Promise<void>;

/** The handler of a listed operation, for example `Handler<'listImageApps'>`. */
export type Handler<Name extends OperationName> = HandlerOf<(typeof OPERATIONS)[Name]>;

/** An operation with its handler. */
export interface Endpoint {
  readonly operation: Operation;
  handle(call: Call): Promise<unknown>;
}

/** Puts an operation and its handler together; declare the operation with `satisfies Operation` rather than `: Operation`. */
export function endpoint<const O extends Operation>(
  operation: O,
  handle: (call: Call<O>) => Promise<unknown>,
): Endpoint {
  return { operation, handle: handle as Endpoint['handle'] };
}
