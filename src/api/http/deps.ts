import type { Authenticator, PasswordLogin } from '../../auth/index.ts';
import type { Pool } from '../../database/index.ts';
import type { FacetField } from '../../inventory/index.ts';
import type { EnterpriseScope, ImageList, Tenant } from '../../model/index.ts';
import type { Clock, Logger, Metrics } from '../../process/index.ts';
import type { ScanOrder } from '../../scan/index.ts';
import type { Vault } from '../../secrets/index.ts';
import type { SyncOrder } from '../../sync/index.ts';
import type { Credentials } from './authenticate.ts';

/** Whether the service can answer calls now. `problems` are sentences for an operator, free of secrets; empty when ready. */
export interface Readiness {
  readonly ready: boolean;
  readonly problems: readonly string[];
  /** How the configured advisory sources stand; absent while the database does not answer. */
  readonly advisories?: { readonly sources: number; readonly loading: number; readonly failed: number };
}

/** Everything the API needs from outside; built by `src/compose.ts`. Extend it, do not reach around it. */
export interface ApiDeps {
  readonly pool: Pool;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Hands on rows of the image list as JSON, by `renderImage`. */
  readonly imageList: ImageList<Buffer, FacetField>;
  ready(): Promise<Readiness>;
  /** Orders a sync (`sync/order-sync`). @returns the task id; throws `not_found` when a named registry does not exist */
  orderSync(pool: Pool, tenant: Tenant, order: SyncOrder): Promise<string>;
  /** Orders a scan (`scan/order-scan`). @returns the task id; throws `not_found` when a named image does not exist */
  orderScan(pool: Pool, tenant: Tenant, order: ScanOrder): Promise<string>;
  /** Stops a scan (`scan/stop-scan`). @throws AppError `not_found` */
  stopScan(pool: Pool, tenant: Tenant, taskId: string, enterprise: EnterpriseScope): Promise<void>;
}

/** What `createApp` adds to every Fastify server and request. */
declare module 'fastify' {
  interface FastifyInstance {
    deps: ApiDeps;
    authenticator: Authenticator;
    passwordLogin: PasswordLogin;
  }
  interface FastifyRequest {
    /** The body as it came, of any method; empty until it is read. */
    rawBody: Buffer;
    /** What the headers say of the caller. */
    credentials: Credentials;
    /** The path parameters, once they have passed the schema of the operation. */
    pathParams: object;
  }
}
