import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  canonicalHeaders,
  canonicalQuery,
  canonicalRequest,
  canonicalUris,
  headerOf,
  type RequestHead,
  splitTarget,
} from './canonical-request.ts';
import { ALGORITHM, type SignatureClaim, UNSIGNED_PAYLOAD } from './signature-claim.ts';

/**
 * Whether `claim.signature` is the SDK-HMAC-SHA256 of this request under `secretKey` (ADR 0011).
 * `body` is the raw bytes as received, never a re-serialised form. Takes the same time for every wrong signature.
 */
export function verifySignature(head: RequestHead, body: Buffer, claim: SignatureClaim, secretKey: string): boolean {
  const { path, query } = splitTarget(head.target);
  const payloadHash = payloadHashOf(head, body, claim);
  const headers = canonicalHeaders(head, claim.signedHeaders);
  const sortedQuery = canonicalQuery(query);
  const readable = payloadHash !== null && headers !== null && sortedQuery !== null;
  const common = {
    method: head.method,
    query: sortedQuery ?? '',
    headers: headers ?? '',
    signedHeaders: claim.signedHeaders.join(';'),
    payloadHash: payloadHash ?? '',
  };
  let matches = false;
  for (const uri of canonicalUris(path)) {
    const expected = signatureOf(canonicalRequest({ ...common, uri }), claim.date, secretKey);
    matches = equalInConstantTime(expected, claim.signature) || matches;
  }
  return readable && matches;
}

/** Lower-case hex of HMAC-SHA256 over the string to sign; the secret key is the key as it is, nothing is derived. */
export function signatureOf(canonical: string, date: string, secretKey: string): string {
  // Header values come from Node as Latin-1, one character per byte; hashed as Latin-1 they are the bytes that were sent.
  const digest = createHash('sha256').update(canonical, 'latin1').digest('hex');
  return createHmac('sha256', secretKey).update(`${ALGORITHM}\n${date}\n${digest}`).digest('hex');
}

export function sha256Hex(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * A declared hash must be that of the body, else the body is not covered. `UNSIGNED-PAYLOAD` is for uploads only:
 * accepted with JSON it would let a man in the middle change a signed order.
 */
function payloadHashOf(head: RequestHead, body: Buffer, claim: SignatureClaim): string | null {
  const actual = sha256Hex(body);
  if (claim.contentSha256 === null || claim.contentSha256 === actual) return actual;
  if (claim.contentSha256 !== UNSIGNED_PAYLOAD) return null;
  return body.length === 0 || carriesUpload(head) ? UNSIGNED_PAYLOAD : null;
}

function carriesUpload(head: RequestHead): boolean {
  const contentType = headerOf(head, 'content-type');
  return contentType !== null && !/json/i.test(contentType);
}

function equalInConstantTime(expected: string, given: string): boolean {
  const a = Buffer.from(expected, 'latin1');
  const b = Buffer.from(given, 'latin1');
  return a.length === b.length && timingSafeEqual(a, b);
}
