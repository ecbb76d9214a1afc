import { canonicalHeaders, canonicalQuery, canonicalRequest, canonicalUris, splitTarget } from './canonical-request.ts';
import { sha256Hex, signatureOf } from './signature.ts';
import { ALGORITHM, formatSdkDate } from './signature-claim.ts';

export interface SignInput {
  readonly method: string;
  /** The address that will be called; its path and query are signed as they stand in it. */
  readonly url: URL;
  /** Further headers to send and sign (for example `content-type`); names in any case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly accessKey: string;
  readonly secretKey: string;
  /** The project the key belongs to; sent and signed as `X-Project-Id`. */
  readonly projectId?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Signs a request with SDK-HMAC-SHA256 the way the vendor's clients do and returns all headers to send, in lower case.
 * Throws URIError for text that has no percent-encoding (a lone surrogate).
 */
export function sign(input: SignInput): Record<string, string> {
  const headers = headersOf(input);
  const names = Object.keys(headers).sort();
  const target = `${input.url.pathname}${input.url.search}`;
  const head = { method: input.method.toUpperCase(), target, headers };
  const { path, query } = splitTarget(target);
  const canonical = canonicalRequest({
    method: head.method,
    uri: canonicalUris(path)[0] ?? '/',
    query: canonicalQuery(query) ?? '',
    headers: canonicalHeaders(head, names) ?? '',
    signedHeaders: names.join(';'),
    payloadHash: sha256Hex(Buffer.from(input.body ?? '')),
  });
  const signature = signatureOf(canonical, headers['x-sdk-date'] ?? '', input.secretKey);
  const authorization = `${ALGORITHM} Access=${input.accessKey}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...headers, authorization };
}

function headersOf(input: SignInput): Record<string, string> {
  const given = Object.entries(input.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    ...Object.fromEntries(given),
    ...(input.projectId === undefined ? {} : { 'x-project-id': input.projectId }),
    host: input.url.host,
    'x-sdk-date': formatSdkDate(input.now),
  };
}
