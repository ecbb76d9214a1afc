import type { Authenticator, LoginDesk } from '../auth/index.ts';
import type { Proof } from './http/authenticate.ts';
import type { ApiDeps } from './http/deps.ts';

/** What `createApp` puts on every Fastify server and request of ours. */
declare module 'fastify' {
  interface FastifyInstance {
    deps: ApiDeps;
    authenticator: Authenticator;
    loginDesk: LoginDesk;
  }
  interface FastifyRequest {
    /** The body as it came, of any method; empty until it is read. */
    rawBody: Buffer;
    proof: Proof;
    /** The path parameters, once they have passed the schema of the operation. */
    pathParams: object;
  }
}
