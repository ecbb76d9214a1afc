import { AppError, type Http, type HttpAnswer } from '../runtime/index.ts';
import { answerFailure, isPassingStatus } from './answer-failure.ts';
import { type Authorization, type Credentials, openAuthorization } from './authorization.ts';
import { parseChallenges } from './challenge.ts';
import { type RetryPolicy, retrying } from './retry.ts';

/** One registry as requests go to it. */
export interface Session {
  /** Ends with a slash; the API is at `v2/` below it. */
  readonly baseUrl: URL;
  readonly http: Http;
  readonly authorization: Authorization;
  readonly retry: RetryPolicy;
  /** Requests sent so far, those for tokens and repetitions included. */
  requests: number;
}

/** One request of the v2 API. */
export interface Call {
  readonly method?: 'GET' | 'HEAD';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** The scope to ask a token for, for example `repository:a/b:pull`. */
  readonly scope: string | null;
  /** What is asked for, in words, for messages. */
  readonly what: string;
  readonly signal?: AbortSignal | undefined;
}

export function openSession(options: {
  baseUrl: URL;
  credentials: Credentials | null;
  http: Http;
  retry: RetryPolicy;
}): Session {
  const { http, retry, credentials } = options;
  const baseUrl = new URL(options.baseUrl.href.replace(/[?#].*$/, '').replace(/\/*$/, '/'));
  const send = (url: URL, headers: Record<string, string>) => {
    session.requests += 1;
    return http.request(url, { headers });
  };
  const authorization = openAuthorization({ registry: baseUrl, credentials, now: retry.now, send });
  const session: Session = { baseUrl, http, authorization, retry, requests: 0 };
  return session;
}

/**
 * Sends a call, authenticated as the registry asks, and gives the answer to `read`, which must read or discard the body and
 * decide about every status but 401, 429 and 5xx. Both are repeated together when the registry fails in a passing way, so a
 * connection cut within a body is no error yet. Throws the AppErrors of the last attempt.
 */
export function exchange<T>(
  session: Session,
  call: Call,
  read: (answer: HttpAnswer) => Promise<T>,
  retry: RetryPolicy = session.retry,
): Promise<T> {
  return retrying(retry, call.signal, async () => {
    const answer = await authenticated(session, call);
    if (isPassingStatus(answer.status)) throw await answerFailure(answer, call.what, session.retry.now());
    return read(answer);
  });
}

async function authenticated(session: Session, call: Call): Promise<HttpAnswer> {
  const known = await session.authorization.header(call.scope);
  const first = await send(session, call, known);
  if (first.status !== 401) return first;
  const renewed = await session.authorization.renew(call.scope, await challengesOf(first, call), known);
  const second = await send(session, call, renewed);
  if (second.status !== 401) return second;
  const challenges = await challengesOf(second, call);
  const insufficient = challenges.some(({ parameters }) => parameters.error === 'insufficient_scope');
  throw refusal(session, call, insufficient);
}

async function send(session: Session, call: Call, authorization: string | null): Promise<HttpAnswer> {
  session.requests += 1;
  const headers = { ...call.headers, ...(authorization === null ? {} : { authorization }) };
  const signal = call.signal ? { signal: call.signal } : {};
  return session.http.request(call.url, { method: call.method ?? 'GET', headers, ...signal });
}

/** Challenges of the registry itself: those of a server it redirected to are not answered with its credentials. */
async function challengesOf(answer: HttpAnswer, call: Call) {
  await answer.discard();
  if (answer.url.origin === call.url.origin) return parseChallenges(answer.headers['www-authenticate']);
  const message = `${call.url.host} redirects to ${answer.url.host}, which asks for credentials`;
  throw new AppError('registry_authentication_failed', message, { subject: answer.url.host });
}

function refusal(session: Session, call: Call, insufficient: boolean): AppError {
  const host = session.baseUrl.host;
  if (insufficient) return new AppError('registry_forbidden', `${host} denies ${call.what}`, { subject: host });
  return new AppError('registry_authentication_failed', `${host} refuses the credentials for ${call.what}`, {
    subject: host,
  });
}
