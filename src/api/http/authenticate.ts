import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../auth/index.ts';
import { AppError } from '../../model/index.ts';
import type { SignatureClaim } from '../../signing/index.ts';

/** What is known of the caller before the body is read: a token is proof, a signature still has to be checked. */
export type Proof =
  | { readonly kind: 'none' }
  | { readonly kind: 'caller'; readonly caller: Caller }
  | { readonly kind: 'claim'; readonly claim: SignatureClaim };

/**
 * Looks at the credentials in the headers, before a byte of the body is read. A token wins over a signature.
 * @throws AppError `unauthenticated`
 */
export async function readProof(request: FastifyRequest): Promise<Proof> {
  const { authenticator } = request.server;
  const token = request.headers['x-auth-token'];
  if (token !== undefined) return { kind: 'caller', caller: await authenticator.checkToken(String(token)) };
  return { kind: 'claim', claim: authenticator.readClaim(headOf(request), request.ip) };
}

/** Who is calling, proved. Needs the body. @throws AppError `unauthenticated` */
export async function authenticate(request: FastifyRequest): Promise<Caller> {
  const { proof, rawBody } = request;
  if (proof.kind === 'caller') return proof.caller;
  if (proof.kind === 'none') throw new AppError('unauthenticated', 'this call needs a token or a signature');
  return request.server.authenticator.checkSignature(proof.claim, headOf(request), rawBody, request.ip);
}

/** A client may write the origin before the path (RFC 9112 section 3.2.2); what it signs is the path. */
const ORIGIN = /^https?:\/\/[^/?]*/i;

function headOf(request: FastifyRequest) {
  const target = (request.raw.url ?? '/').replace(ORIGIN, '');
  return { method: request.method, target, headers: request.headers };
}
