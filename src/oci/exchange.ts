import type { Http, HttpAnswer } from '../http/index.ts';
import { AppError, isAppError } from '../model/index.ts';
import { answerFailure, isPassingStatus } from './answer-failure.ts';
import { type Authorization, type AuthScope, type Credentials, openAuthorization } from './authorization.ts';
import { parseChallenges } from './challenge.ts';
import { type Pace, type RetryPolicy, retrying } from './retry.ts';

/** What the requests to one registry share. */
export interface Session {
  /** Ends with a slash; the API is at `v2/` below it. */
  readonly baseUrl: URL;
  readonly http: Http;
  readonly authorization: Authorization;
  readonly retry: RetryPolicy;
  readonly pace: Pace;
  /** Requests sent so far, those for tokens and repetitions included. */
  requests: number;
}

/** One request of the v2 API. */
export interface Call extends AuthScope {
  readonly method?: 'GET' | 'HEAD';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is requested, in words, for messages. */
  readonly what: string;
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
  const session: Session = { baseUrl, http, authorization, retry, pace: { notBefore: 0 }, requests: 0 };
  return session;
}

/**
 * Sends a call, authenticated as the registry requires, and passes the answer to `read`, which must read or discard the body and
 * handle every status but 401, 429 and 5xx. A failure that may pass, also a connection cut within the body, repeats both. Throws
 * the AppErrors of the last attempt.
 */
export function exchange<T>(
  session: Session,
  call: Call,
  read: (answer: HttpAnswer) => Promise<T>,
  retry: RetryPolicy = session.retry,
): Promise<T> {
  return retrying(retry, session.pace, call.signal, () =>
    attempt(session, call, read).catch((error: unknown) => {
      throw asRegistryFailure(error);
    }),
  );
}

async function attempt<T>(session: Session, call: Call, read: (answer: HttpAnswer) => Promise<T>): Promise<T> {
  const answer = await authenticated(session, call);
  if (isPassingStatus(answer.status)) throw await answerFailure(answer, call.what, session.retry.now());
  return read(answer);
}

/** Turns the codes of the HTTP client into those of registries. */
export function asRegistryFailure(error: unknown): unknown {
  if (!isAppError(error, 'host_unreachable', 'bad_answer')) return error;
  const code = error.code === 'host_unreachable' ? 'registry_unreachable' : 'registry_protocol';
  return new AppError(code, error.message, { cause: error, ...(error.subject ? { subject: error.subject } : {}) });
}

async function authenticated(session: Session, call: Call): Promise<HttpAnswer> {
  try {
    return await authenticate(session, call);
  } catch (error) {
    if (call.scope === null || !isAppError(error, 'registry_authentication_failed')) throw error;
    throw await accessFailure(session, call, error);
  }
}

/**
 * A 401 may be about the account or about what it requested: Harbor and Quay answer the same to both. When the API itself
 * accepts the account, only this request is denied. Throws when it does not.
 */
async function accessFailure(session: Session, call: Call, rejection: AppError): Promise<AppError> {
  const what = 'GET /v2/';
  const api: Call = { url: new URL('v2/', session.baseUrl), scope: null, what, signal: call.signal };
  const answer = await authenticate(session, api);
  if (isPassingStatus(answer.status)) throw await answerFailure(answer, what, session.retry.now());
  await answer.discard();
  return answer.status === 200 ? denies(session, call, rejection) : rejection;
}

async function authenticate(session: Session, call: Call): Promise<HttpAnswer> {
  const known = await session.authorization.header(call);
  const first = await send(session, call, known);
  if (first.status !== 401) return first;
  const renewed = await session.authorization.renew(call, await challengesOf(first, call), known);
  const second = await send(session, call, renewed);
  if (second.status !== 401) return second;
  const challenges = await challengesOf(second, call);
  const insufficient = challenges.some(({ parameters }) => parameters.error === 'insufficient_scope');
  throw rejected(session, call, insufficient);
}

async function send(session: Session, call: Call, authorization: string | null): Promise<HttpAnswer> {
  session.requests += 1;
  const headers = { ...call.headers, ...(authorization === null ? {} : { authorization }) };
  const signal = call.signal ? { signal: call.signal } : {};
  return session.http.request(call.url, { method: call.method ?? 'GET', headers, ...signal });
}

/** Challenges of the registry itself: a server that it redirects to does not get its credentials. */
async function challengesOf(answer: HttpAnswer, call: Call) {
  await answer.discard();
  if (answer.url.origin === call.url.origin) return parseChallenges(answer.headers['www-authenticate']);
  const message = `${call.url.host} redirects to ${answer.url.host}, which requires credentials`;
  throw new AppError('registry_forbidden', message, { subject: answer.url.host });
}

function rejected(session: Session, call: Call, insufficient: boolean): AppError {
  if (insufficient) return denies(session, call);
  const { host } = session.baseUrl;
  return new AppError('registry_authentication_failed', `${host} rejected the credentials for ${call.what}`, {
    subject: host,
  });
}

function denies(session: Session, call: Call, cause?: AppError): AppError {
  const { host } = session.baseUrl;
  const message = `${host} denies access to ${call.what}`;
  return new AppError('registry_forbidden', message, { subject: host, ...(cause ? { cause } : {}) });
}
