import { describe, expect, test } from 'vitest';
import { formatSdkDate, parseSdkDate, readSignatureClaim } from './signature-claim.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const MINUTE = 60_000;
const SIGNATURE = 'a'.repeat(64);

test('a complete claim is read, with spaces or none after the commas', () => {
  for (const separator of [', ', ',']) {
    const authorization = ['SDK-HMAC-SHA256 Access=AK', 'SignedHeaders=host;x-sdk-date', `Signature=${SIGNATURE}`];
    const read = claimOf({ authorization: authorization.join(separator), host: 'h' });
    expect(read).toEqual({
      ok: true,
      claim: {
        accessKey: 'AK',
        date: '20261124T100000Z',
        signedHeaders: ['host', 'x-sdk-date'],
        signature: SIGNATURE,
        contentSha256: null,
      },
    });
  }
});

test('neither host nor content-type must be signed, as the Go client signs neither', () => {
  expect(claimOf({ host: 'h', 'content-type': 'application/json' })).toMatchObject({ ok: true });
});

test.each([
  ['no credentials', { authorization: undefined }, 'x-auth-token not found'],
  ['another scheme', { authorization: 'Bearer abc' }, 'not of the scheme SDK-HMAC-SHA256'],
  ['another algorithm', { authorization: `V11-HMAC-SHA256 Access=a, Signature=${SIGNATURE}` }, 'not of the scheme'],
  ['parts missing', { authorization: 'SDK-HMAC-SHA256 Access=AK' }, 'is not "Access='],
  ['a malformed key', { authorization: authorization({ access: 'A K' }) }, 'is not "Access='],
  ['a key of other characters', { authorization: authorization({ access: 'A/K' }) }, 'Access part'],
  ['a short signature', { authorization: authorization({ signature: 'abc' }) }, '64 hex digits'],
  ['upper-case names', { authorization: authorization({ signed: 'Host;x-sdk-date' }) }, 'SignedHeaders part'],
  ['a name twice', { authorization: authorization({ signed: 'x-sdk-date;x-sdk-date' }) }, 'SignedHeaders part'],
  ['endless names', { authorization: authorization({ signed: names(65) }) }, 'more than 64'],
  ['an endless header', { authorization: authorization({ signed: names(2000) }) }, 'too long'],
  ['an unsigned date', { authorization: authorization({ signed: 'host' }), host: 'h' }, 'not among the signed headers'],
  ['a signed header that is not there', { authorization: authorization({ signed: 'x-a;x-sdk-date' }) }, 'x-a was not'],
  ['a temporary key', { 'x-security-token': 't' }, 'temporary access keys are not served'],
  [
    'a temporary key with its token signed',
    { authorization: authorization({ signed: 'x-sdk-date;x-security-token' }), 'x-security-token': 't' },
    'temporary access keys are not served',
  ],
  ['no date', { 'x-sdk-date': undefined }, 'x-sdk-date was not received'],
  ['a date of another form', { 'x-sdk-date': '2026-11-24T10:00:00Z' }, 'YYYYMMDDTHHMMSSZ'],
  ['a day that does not exist', { 'x-sdk-date': '20260231T100000Z' }, 'YYYYMMDDTHHMMSSZ'],
])('%s is refused with its reason', (_what, headers, reason) => {
  expect(claimOf(headers)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
});

describe('the clock', () => {
  test.each([-15 * MINUTE, 0, 15 * MINUTE])('may differ by %i ms', (difference) => {
    expect(claimOf({ 'x-sdk-date': formatSdkDate(NOW + difference) })).toMatchObject({ ok: true });
  });

  test.each([-15 * MINUTE - 1000, 15 * MINUTE + 1000])('may not differ by %i ms', (difference) => {
    const read = claimOf({ 'x-sdk-date': formatSdkDate(NOW + difference) });
    expect(read).toEqual({ ok: false, reason: expect.stringContaining('15 minutes') });
  });
});

test('dates round-trip', () => {
  expect(parseSdkDate(formatSdkDate(NOW))).toBe(NOW);
});

test('a reason repeats neither the header nor the signature', () => {
  const secretLooking = 'SDK-HMAC-SHA256 Access=AK, Secret=do-not-repeat';
  expect(JSON.stringify(claimOf({ authorization: secretLooking }))).not.toContain('do-not-repeat');
});

function claimOf(headers: Record<string, string | undefined>) {
  const all = { authorization: authorization({}), 'x-sdk-date': '20261124T100000Z', ...headers };
  return readSignatureClaim({ method: 'GET', target: '/', headers: all }, NOW);
}

function authorization(parts: { access?: string; signed?: string; signature?: string }): string {
  const { access = 'AK', signed = 'x-sdk-date', signature = SIGNATURE } = parts;
  return `SDK-HMAC-SHA256 Access=${access}, SignedHeaders=${signed}, Signature=${signature}`;
}

function names(count: number): string {
  return Array.from({ length: count }, (_, at) => `x-${at}`).join(';');
}
