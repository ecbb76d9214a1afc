import type { AccessKeyPair } from '../../src/auth/index.ts';
import { sign } from '../../src/signing/index.ts';

export interface Call {
  readonly method?: string;
  /** Path and query as they go on the wire. */
  readonly target: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Signs the call with this key. */
  readonly key?: AccessKeyPair;
  /** The time of the signature, milliseconds since 1970; absent: now. */
  readonly now?: number;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined when there is none. */
  readonly json: unknown;
}

/** Sends one call, signed when a key is given, and reads the whole answer. */
export async function send(address: string, call: Call): Promise<Reply> {
  const { method = 'GET', target, body } = call;
  const url = new URL(`${address}${target}`);
  const content: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const plain = { ...content, ...call.headers };
  const headers = call.key === undefined ? plain : signed(call, url, method, plain);
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') && text !== '';
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
}

function signed(call: Call, url: URL, method: string, headers: Record<string, string>): Record<string, string> {
  const { key, body } = call;
  if (key === undefined) return headers;
  const all = sign({
    method,
    url,
    headers,
    ...key,
    ...(body === undefined ? {} : { body }),
    now: call.now ?? Date.now(),
  });
  // fetch writes `host` itself.
  return Object.fromEntries(Object.entries(all).filter(([name]) => name !== 'host'));
}
