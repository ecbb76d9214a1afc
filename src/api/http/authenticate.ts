import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../auth/index.ts';
import { AppError } from '../../model/index.ts';
import type { SignatureClaim } from '../../signing/index.ts';

/** What is known of the caller before the body is read: a token is verified, a signature covers the body and is not. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly caller: Caller }
  | { readonly kind: 'signature'; readonly claim: SignatureClaim };

/**
 * Reads the credentials in the headers, before a byte of the body is read. A token wins over a signature.
 * @throws AppError `unauthenticated`
 */
export async function readCredentials(request: FastifyRequest): Promise<Credentials> {
  const { authenticator } = request.server;
  const token = request.headers['x-auth-token'];
  if (token !== undefined) return { kind: 'token', caller: await authenticator.checkToken(String(token)) };
  return { kind: 'signature', claim: authenticator.readClaim(headOf(request), request.ip) };
}

/** Who is calling, verified. Needs the body. @throws AppError `unauthenticated` */
export async function authenticate(request: FastifyRequest): Promise<Caller> {
  const { credentials, rawBody } = request;
  if (credentials.kind === 'token') return credentials.caller;
  if (credentials.kind === 'none') throw new AppError('unauthenticated', 'this call needs a token or a signature');
  return request.server.authenticator.checkSignature(credentials.claim, headOf(request), rawBody, request.ip);
}

/** A client may write the origin before the path (RFC 9112 section 3.2.2); what it signs is the path. */
const ORIGIN = /^https?:\/\/[^/?]*/i;

function headOf(request: FastifyRequest) {
  const target = (request.raw.url ?? '/').replace(ORIGIN, '');
  return { method: request.method, target, headers: request.headers };
}
