import { sign } from '../src/signing/index.ts';

export interface Credentials {
  readonly projectId: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** A signed caller of one Hullwatch, speaking the public API as any client does. */
export interface HssClient {
  /** @throws Error with the service's own code and message */
  call<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T>;
  /** The same request for a terminal; its signature is good for 15 minutes. */
  curl(path: string): string;
}

export function openHssClient(address: string, credentials: Credentials): HssClient {
  const target = (path: string) => new URL(`/v5/${credentials.projectId}${path}`, address);
  return {
    call: (method, path, body) => send(method, target(path), credentials, body),
    curl: (path) => asCurl(target(path), credentials),
  };
}

async function send<T>(method: string, url: URL, credentials: Credentials, body?: object): Promise<T> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = sign({
    method,
    url,
    ...credentials,
    headers: { 'content-type': 'application/json' },
    body: text,
    now: Date.now(),
  });
  const answer = await fetch(url, { method, headers, ...(text ? { body: text } : {}) });
  const received = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url.pathname}: ${answer.status} ${received}`);
  return (received ? JSON.parse(received) : {}) as T;
}

function asCurl(url: URL, credentials: Credentials): string {
  const headers = sign({ method: 'GET', url, ...credentials, now: Date.now() });
  const shown = Object.entries(headers).filter(([name]) => name !== 'host');
  return [`curl '${url}'`, ...shown.map(([name, value]) => `  -H '${name}: ${value}'`)].join(' \\\n');
}
