import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scaled } from '../../testing/scale.ts';
import { canonicalQuery, canonicalUris, type RequestHead } from './canonical-request.ts';
import { sign } from './sign.ts';
import { verifySignature } from './signature.ts';
import { readSignatureClaim } from './signature-claim.ts';

const SECRET = 'MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc';
const NOW = Date.parse('2026-11-24T10:11:12Z');
const DATE = '20261124T101112Z';
const EMPTY_HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

test('a signature computed line by line from the rules is accepted', () => {
  const canonical = [
    'GET',
    '/v5/p1/image/registries/images/',
    'image_name=a%20b%21&limit=10&namespace=',
    `host:hw.example:8080\nx-project-id:p1\nx-sdk-date:${DATE}\n`,
    'host;x-project-id;x-sdk-date',
    EMPTY_HASH,
  ].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  const signature = createHmac('sha256', SECRET).update(`SDK-HMAC-SHA256\n${DATE}\n${digest}`).digest('hex');
  const head = {
    method: 'GET',
    target: '/v5/p1/image/registries/images?limit=10&namespace&image_name=a%20b!',
    headers: { host: 'hw.example:8080', 'x-project-id': 'p1', 'x-sdk-date': DATE, ...authorization(signature) },
  };
  expect(accepts(head)).toBe(true);
});

test('a known request has the signature that was computed for it elsewhere', () => {
  const url = new URL('http://hw.example/v5/p/image/registries/images?limit=1');
  const headers = sign({
    method: 'GET',
    url,
    accessKey: 'AK',
    secretKey: 'secret-of-the-test',
    projectId: 'p',
    now: 0,
  });
  expect(headers).toEqual({
    host: 'hw.example',
    'x-project-id': 'p',
    'x-sdk-date': '19700101T000000Z',
    authorization: `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-project-id;x-sdk-date, Signature=${KNOWN_SIGNATURE}`,
  });
});

test('a header value is signed without the blanks around it, and with the bytes that only look like blanks', () => {
  // Node gives the UTF-8 of "voilà" (C3 A0 at the end) as Latin-1, one character per byte.
  const wire = Buffer.from('voilà').toString('latin1');
  const canonical = ['GET', '/', '', `user-agent:voilà\nx-sdk-date:${DATE}\n`, 'user-agent;x-sdk-date', EMPTY_HASH];
  for (const name of [wire, ` \t${wire} `]) {
    expect(accepts(signedAs(canonical, '/', { 'user-agent': name }))).toBe(true);
  }
});

describe('of the path', () => {
  test('the once encoded and the twice encoded form are accepted', () => {
    expect(canonicalUris('/v5/p/CentOS%207/a:b')).toEqual(['/v5/p/CentOS%207/a%3Ab/', '/v5/p/CentOS%25207/a%3Ab/']);
  });

  test('a slash inside a value may be signed escaped or raw', () => {
    expect(canonicalUris('/v5/a%2Fb')).toEqual(['/v5/a/b/', '/v5/a%252Fb/']);
  });

  test('a path with broken escapes is accepted as received only', () => {
    expect(canonicalUris('/v5/%zz')).toEqual(['/v5/%25zz/']);
  });
});

describe('of the query', () => {
  test('keys and repeated values are sorted after decoding, and strictly encoded', () => {
    expect(canonicalQuery("b=2&a=z&a=%C3%A9&a=!'()*&empty&x=1+2")).toBe(
      'a=%21%27%28%29%2A&a=z&a=%C3%A9&b=2&empty=&x=1%202',
    );
  });

  test('broken escapes and endless pairs have no canonical form', () => {
    expect(canonicalQuery('a=%zz')).toBeNull();
    expect(canonicalQuery('a=%ff')).toBeNull();
    expect(canonicalQuery('a&'.repeat(1001))).toBeNull();
  });
});

describe('of the payload', () => {
  test('UNSIGNED-PAYLOAD is accepted for uploads and without a body, never for JSON', () => {
    const uploaded = signedBy({ 'content-type': 'application/octet-stream' });
    expect(accepts(uploaded, Buffer.from('bytes'))).toBe(true);
    expect(accepts(signedBy({ 'content-type': 'application/json' }), Buffer.from('{}'))).toBe(false);
    expect(accepts(signedBy({}), Buffer.from('{}'))).toBe(false);
    expect(accepts(signedBy({}))).toBe(true);
  });

  test('a declared hash must be that of the body', () => {
    const head = signedBy({ 'x-sdk-content-sha256': EMPTY_HASH }, EMPTY_HASH);
    expect(accepts(head)).toBe(true);
    expect(accepts(head, Buffer.from('{}'))).toBe(false);
  });
});

describe('each client as it really signs:', () => {
  const HOST = 'hw.example:8080';
  const AGENT = 'huaweicloud-usdk-python/3.0';

  test('Python escapes everything on the wire and signs the path decoded once', () => {
    const canonical = [
      'GET',
      '/v5/p/image/baseline/risk-configs/a%3Ab/c/rules/',
      'standard=cn%20std',
      `content-type:application/json\nhost:${HOST}\nuser-agent:${AGENT}\nx-project-id:p\nx-sdk-date:${DATE}\n`,
      'content-type;host;user-agent;x-project-id;x-sdk-date',
      EMPTY_HASH,
    ];
    const target = '/v5/p/image/baseline/risk-configs/a%3Ab%2Fc/rules?standard=cn%20std';
    const headers = { 'content-type': 'application/json', host: HOST, 'user-agent': AGENT, 'x-project-id': 'p' };
    expect(accepts(signedAs(canonical, target, headers))).toBe(true);
  });

  test('Node signs the escaped path again and sends the query unsorted', () => {
    const canonical = [
      'GET',
      '/v5/p/image/baseline/risk-configs/CentOS%25207/rules/',
      'limit=10&name=%21%27%28%29%2A&standard=cn',
      `content-type:application/json\nhost:${HOST}\nx-project-id:p\nx-sdk-date:${DATE}\n`,
      'content-type;host;x-project-id;x-sdk-date',
      EMPTY_HASH,
    ];
    const target = "/v5/p/image/baseline/risk-configs/CentOS%207/rules?standard=cn&limit=10&name=!'()*";
    const headers = { 'content-type': 'application/json', host: HOST, 'x-project-id': 'p' };
    expect(accepts(signedAs(canonical, target, headers))).toBe(true);
  });

  test('Go signs neither host nor content-type, leaves colons raw, and ends a JSON body in a newline', () => {
    const body = Buffer.from('{"a":1}\n');
    const canonical = [
      'POST',
      '/v5/p/image/a%3Ab/',
      'empty=&k=v',
      `user-agent:go\nx-project-id:p\nx-sdk-date:${DATE}\n`,
      'user-agent;x-project-id;x-sdk-date',
      createHash('sha256').update(body).digest('hex'),
    ];
    const headers = { host: HOST, 'content-type': 'application/json', 'user-agent': 'go', 'x-project-id': 'p' };
    const head = signedAs(canonical, '/v5/p/image/a:b?empty&k=v', headers);
    expect(accepts(head, body)).toBe(true);
    expect(accepts(head, Buffer.from('{"a":1}'))).toBe(false);
  });
});

const requests = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  path: fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 }),
  query: fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 6 })), {
    maxLength: 5,
  }),
  body: fc.uint8Array({ maxLength: 40 }),
  contentType: fc.option(fc.constantFrom('application/json', 'application/json;charset=utf-8'), { nil: undefined }),
});
type Given = typeof requests extends fc.Arbitrary<infer T> ? T : never;

test('what sign produces, verify accepts', () => {
  fc.assert(
    fc.property(requests, (given) => {
      const { head, body } = signGiven(given);
      expect(accepts(head, body)).toBe(true);
    }),
  );
});

test('one changed bit in method, target, signed headers or body is refused', () => {
  fc.assert(
    fc.property(requests, fc.nat(), (given, position) => {
      const { head, body } = signGiven(given);
      const changed = flipBit(head, body, position);
      fc.pre(!sameMeaning(head.target, changed.head.target));
      expect(accepts(changed.head, changed.body)).toBe(false);
    }),
    { numRuns: scaled(500) },
  );
});

test('another secret gives another signature, another order of the query the same', () => {
  fc.assert(
    fc.property(requests, (given) => {
      const { head, body } = signGiven(given);
      expect(accepts(head, body, `${SECRET}x`)).toBe(false);
      expect(accepts({ ...head, target: reverseQuery(head.target) }, body)).toBe(true);
    }),
  );
});

/** Computed once with `openssl dgst` from the six lines of the contract. */
const KNOWN_SIGNATURE = 'f728ee2e71313ab6dc68cc114eadf54d2ab94b61d1dcec847daec4354131c655';

function authorization(signature: string, signed = 'host;x-project-id;x-sdk-date') {
  return { authorization: `SDK-HMAC-SHA256 Access=AK, SignedHeaders=${signed}, Signature=${signature}` };
}

function accepts(head: RequestHead, body: Buffer = Buffer.alloc(0), secret = SECRET): boolean {
  const read = readSignatureClaim(head, NOW);
  return read.ok && verifySignature(head, body, read.claim, read.claim.accessKey === 'AK' ? secret : 'of another key');
}

/** A request as received, signed over six lines that a client computed by its own rules. */
function signedAs(canonical: readonly string[], target: string, headers: Record<string, string>): RequestHead {
  const digest = createHash('sha256').update(canonical.join('\n')).digest('hex');
  const signature = createHmac('sha256', SECRET).update(`SDK-HMAC-SHA256\n${DATE}\n${digest}`).digest('hex');
  const proof = authorization(signature, canonical[4]);
  return { method: canonical[0] ?? '', target, headers: { ...headers, 'x-sdk-date': DATE, ...proof } };
}

/** A request signed with `payloadHash` in place of the hash of its body. */
function signedBy(headers: Record<string, string>, payloadHash = 'UNSIGNED-PAYLOAD'): RequestHead {
  const canonical = ['POST', '/upload/', '', `x-sdk-date:${DATE}\n`, 'x-sdk-date', payloadHash].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  const signature = createHmac('sha256', SECRET).update(`SDK-HMAC-SHA256\n${DATE}\n${digest}`).digest('hex');
  const declared = { 'x-sdk-date': DATE, 'x-sdk-content-sha256': payloadHash };
  const proof = authorization(signature, 'x-sdk-date');
  return { method: 'POST', target: '/upload', headers: { ...declared, ...headers, ...proof } };
}

function signGiven({ method, path, query, body, contentType }: Given): { head: RequestHead; body: Buffer } {
  const encodedPath = path.map((segment) => encodeURIComponent(segment)).join('/');
  const pairs = query.map((pair) => pair.map((text) => encodeURIComponent(text)).join('='));
  const url = new URL(`http://hw.example:8080/v5/${encodedPath}?${pairs.join('&')}`);
  const bytes = Buffer.from(body);
  const type: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType };
  const headers = sign({ method, url, headers: type, body: bytes, accessKey: 'AK', secretKey: SECRET, now: NOW });
  return { head: { method, target: url.pathname + url.search, headers }, body: bytes };
}

/** Flips one bit somewhere in everything the signature covers, the claim itself included. */
function flipBit(head: RequestHead, body: Buffer, position: number): { head: RequestHead; body: Buffer } {
  const parts: [string, Buffer][] = [
    ['method', Buffer.from(head.method, 'latin1')],
    ['target', Buffer.from(head.target, 'latin1')],
    ['body', Buffer.from(body)],
    ...Object.entries(head.headers).map(([name, value]): [string, Buffer] => [
      name,
      Buffer.from(String(value), 'latin1'),
    ]),
  ];
  let bit = position % (8 * parts.reduce((sum, [, bytes]) => sum + bytes.length, 0));
  for (const [name, bytes] of parts) {
    if (bit < bytes.length * 8) {
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return replaced(head, body, name, bytes);
    }
    bit -= bytes.length * 8;
  }
  throw new Error('unreachable');
}

function replaced(head: RequestHead, body: Buffer, name: string, bytes: Buffer) {
  if (name === 'body') return { head, body: bytes };
  const text = bytes.toString('latin1');
  if (name === 'method') return { head: { ...head, method: text }, body };
  if (name === 'target') return { head: { ...head, target: text }, body };
  return { head: { ...head, headers: { ...head.headers, [name]: text } }, body };
}

/** `%2f` and `%2F` differ by one bit and mean the same. */
function sameMeaning(before: string, after: string): boolean {
  const upper = (target: string) => target.replace(/%[0-9a-f]{2}/gi, (escaped) => escaped.toUpperCase());
  return before !== after && upper(before) === upper(after);
}

function reverseQuery(target: string): string {
  const [path, query = ''] = target.split('?');
  return `${path}?${query.split('&').reverse().join('&')}`;
}
