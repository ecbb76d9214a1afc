import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher } from 'undici';
import { AppError } from '../model/index.ts';
import { checkedLookup, checkLiteral, type EgressPolicy, type ResolveName } from './egress.ts';
import { answerOf, type HttpAnswer } from './http-answer.ts';
import { connectionFailure } from './http-failure.ts';
import { type Hop, nextHop } from './http-redirect.ts';

/** Times in milliseconds. */
export interface HttpOptions {
  readonly egress: EgressPolicy;
  /** Connections per origin; more requests wait. Default 8. */
  readonly connections?: number;
  /** Default 10 s. */
  readonly connectTimeoutMs?: number;
  /** From the request sent to the headers received. Default 30 s. */
  readonly headersTimeoutMs?: number;
  /** Between two parts of a body. Default 60 s. */
  readonly bodyTimeoutMs?: number;
  /** For a whole body read by `bytes`. Default 5 min. */
  readonly bytesTimeoutMs?: number;
  /** Certificate authorities in PEM, trusted beside the system's. */
  readonly ca?: string | null | undefined;
  readonly resolve?: ResolveName;
}

export interface HttpRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly signal?: AbortSignal;
  /** Default 5; 0 refuses every redirect. */
  readonly maxRedirects?: number;
}

export interface Http {
  /**
   * Sends one request and follows redirects of GET and HEAD. No status is an error. The body must be read or discarded.
   * Throws egress_denied, host_unreachable (network, TLS, time), bad_answer (redirects), or the reason of `signal`.
   */
  request(url: URL, init?: HttpRequest): Promise<HttpAnswer>;
  /** Ends all connections; running requests fail. */
  close(): Promise<void>;
}

const DEFAULT_REDIRECTS = 5;

/** An HTTP/1.1 client whose every connection passes the egress policy: at address literals, name lookups and each redirect. */
export function openHttp(options: HttpOptions): Http {
  const agent = openAgent(options);
  const bytesTimeoutMs = options.bytesTimeoutMs ?? 300_000;
  return {
    async request(url, init = {}) {
      let hop: Hop = { url, headers: init.headers ?? {} };
      const visited = new Set<string>();
      for (;;) {
        const answer = answerOf(await send(agent, options.egress, hop, init), hop.url, init.signal, bytesTimeoutMs);
        const next = isSafe(init)
          ? await redirected(hop, answer, visited, init.maxRedirects ?? DEFAULT_REDIRECTS)
          : null;
        if (!next) return answer;
        hop = next;
      }
    },
    close: () => agent.destroy(),
  };
}

function openAgent(options: HttpOptions): Agent {
  return new Agent({
    connections: options.connections ?? 8,
    pipelining: 1,
    allowH2: false,
    headersTimeout: options.headersTimeoutMs ?? 30_000,
    bodyTimeout: options.bodyTimeoutMs ?? 60_000,
    connect: {
      timeout: options.connectTimeoutMs ?? 10_000,
      lookup: checkedLookup(options.egress, options.resolve),
      ...(options.ca ? { ca: [...rootCertificates, options.ca] } : {}),
    },
  });
}

async function send(agent: Agent, egress: EgressPolicy, hop: Hop, init: HttpRequest): Promise<Dispatcher.ResponseData> {
  if (!/^https?:$/.test(hop.url.protocol))
    throw new AppError('egress_denied', `${hop.url.protocol} is not http or https`);
  checkLiteral(egress, hop.url);
  try {
    return await agent.request({
      origin: hop.url.origin,
      path: hop.url.pathname + hop.url.search,
      method: (init.method ?? 'GET') as Dispatcher.HttpMethod,
      headers: hop.headers,
      body: init.body ?? null,
      // undici closes the connection after every HEAD unless told otherwise: one handshake per request.
      ...(init.method === 'HEAD' ? { reset: false } : {}),
      ...(init.signal ? { signal: init.signal } : {}),
    });
  } catch (error) {
    throw connectionFailure(error, hop.url, init.signal);
  }
}

/** A request with a body or a side effect is never replayed to another address. */
function isSafe(init: HttpRequest): boolean {
  return init.method === undefined || init.method === 'GET' || init.method === 'HEAD';
}

async function redirected(hop: Hop, answer: HttpAnswer, visited: Set<string>, max: number): Promise<Hop | null> {
  const location = answer.headers.location;
  const target = { status: answer.status, location: Array.isArray(location) ? location[0] : location };
  try {
    const next = nextHop(hop, target, visited, max);
    if (next) await answer.discard();
    return next;
  } catch (error) {
    await answer.discard();
    throw error;
  }
}
