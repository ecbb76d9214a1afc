import { headerOf, type RequestHead } from './canonical-request.ts';

export const ALGORITHM = 'SDK-HMAC-SHA256';
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/** How far the client's clock may be off, either way: the vendor gateway's 15 minutes. */
const MAX_CLOCK_DIFFERENCE_MS = 15 * 60_000;
const MAX_SIGNED_HEADERS = 64;
const MAX_AUTHORIZATION_LENGTH = 8192;

const ACCESS_KEY = /^[A-Za-z0-9_-]{1,128}$/;
const HEADER_NAME = /^[a-z0-9!#$%&'*+.^_`|~-]{1,128}$/;
const SIGNATURE = /^[0-9a-f]{64}$/;
const SDK_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** What the headers of a request claim about who signed it. Nothing of it is verified yet. */
export interface SignatureClaim {
  readonly accessKey: string;
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** The value of X-Sdk-Content-Sha256, when sent. */
  readonly contentSha256: string | null;
}

export type ReadClaim =
  | { readonly ok: true; readonly claim: SignatureClaim }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads the Authorization header and what belongs to it. Refuses, with a reason for the caller that repeats nothing
 * secret: another scheme, broken or repeated parts, no or an old `X-Sdk-Date`, an unsigned date, a temporary key.
 */
export function readSignatureClaim(head: RequestHead, now: number): ReadClaim {
  const parts = readAuthorization(headerOf(head, 'authorization') ?? '');
  if (typeof parts === 'string') return { ok: false, reason: parts };
  const date = headerOf(head, 'x-sdk-date');
  const reason = problemOfHeaders(head, parts.signedHeaders) ?? problemOfDate(date, now);
  if (reason !== null || date === null) return { ok: false, reason: reason ?? 'X-Sdk-Date is missing' };
  return { ok: true, claim: { ...parts, date, contentSha256: headerOf(head, 'x-sdk-content-sha256') } };
}

/** `YYYYMMDDTHHMMSSZ` to milliseconds since 1970. Null for anything else, including days that do not exist. */
export function parseSdkDate(text: string): number | null {
  const match = SDK_DATE.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) || formatSdkDate(time) !== text ? null : time;
}

/** Milliseconds since 1970 to `YYYYMMDDTHHMMSSZ`, UTC. */
export function formatSdkDate(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

type Parts = Pick<SignatureClaim, 'accessKey' | 'signedHeaders' | 'signature'>;

function readAuthorization(header: string): Parts | string {
  if (header === '') return 'x-auth-token not found and no Authorization header sent';
  if (header.length > MAX_AUTHORIZATION_LENGTH) return 'the Authorization header is too long';
  if (!header.startsWith(`${ALGORITHM} `)) return `the Authorization header is not of the scheme ${ALGORITHM}`;
  const fields = readFields(header.slice(ALGORITHM.length + 1));
  if (fields === null) return 'the Authorization header is not "Access=..., SignedHeaders=..., Signature=..."';
  if (!ACCESS_KEY.test(fields.access)) return 'the Access part of the Authorization header is malformed';
  if (!SIGNATURE.test(fields.signature)) return 'the Signature part of the Authorization header is not 64 hex digits';
  const signedHeaders = fields.signedHeaders.split(';', MAX_SIGNED_HEADERS + 1);
  if (signedHeaders.length > MAX_SIGNED_HEADERS) return `more than ${MAX_SIGNED_HEADERS} headers are signed`;
  const distinct = new Set(signedHeaders).size === signedHeaders.length;
  if (!distinct || !signedHeaders.every((name) => HEADER_NAME.test(name))) {
    return 'the SignedHeaders part of the Authorization header is malformed';
  }
  return { accessKey: fields.access, signedHeaders, signature: fields.signature };
}

function readFields(text: string): { access: string; signedHeaders: string; signature: string } | null {
  const match = /^ *Access=([^,=\s]+) *, *SignedHeaders=([^,=\s]+) *, *Signature=([^,=\s]+)$/.exec(text);
  if (match === null) return null;
  return { access: match[1] ?? '', signedHeaders: match[2] ?? '', signature: match[3] ?? '' };
}

function problemOfHeaders(head: RequestHead, signedHeaders: readonly string[]): string | null {
  if (!signedHeaders.includes('x-sdk-date')) return 'x-sdk-date is not among the signed headers';
  // A token would limit what its key may do and how long. None is issued here, so its limits could not be enforced.
  if (headerOf(head, 'x-security-token')) {
    return 'temporary access keys are not served: use a key without X-Security-Token';
  }
  const missing = signedHeaders.find((name) => headerOf(head, name) === null);
  return missing === undefined ? null : `the signed header ${missing} was not received`;
}

function problemOfDate(date: string | null, now: number): string | null {
  const time = date === null ? null : parseSdkDate(date);
  if (time === null) return 'X-Sdk-Date is missing or not in the form YYYYMMDDTHHMMSSZ';
  if (Math.abs(now - time) <= MAX_CLOCK_DIFFERENCE_MS) return null;
  return `X-Sdk-Date differs by more than 15 minutes from the clock of the service (${formatSdkDate(now)})`;
}
