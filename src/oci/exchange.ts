import type { Http, HttpAnswer } from '../http/index.ts';
import { AppError, isAppError } from '../model/index.ts';
import { answerFailure, isPassingStatus } from './answer-failure.ts';
import { type Authorization, type Credentials, type Need, openAuthorization } from './authorization.ts';
import { parseChallenges } from './challenge.ts';
import { type Pace, type RetryPolicy, retrying } from './retry.ts';

/** One registry as requests go to it. */
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
export interface Call extends Need {
  readonly method?: 'GET' | 'HEAD';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is asked for, in words, for messages. */
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

/** What the HTTP client says of a host is said of the registry, or of a server that it redirects to. */
export function asRegistryFailure(error: unknown): unknown {
  if (!isAppError(error, 'host_unreachable', 'bad_answer')) return error;
  const code = error.code === 'host_unreachable' ? 'registry_unreachable' : 'registry_protocol';
  return new AppError(code, error.message, { cause: error, ...(error.subject ? { subject: error.subject } : {}) });
}

async function authenticated(session: Session, call: Call): Promise<HttpAnswer> {
  try {
    return await letIn(session, call);
  } catch (error) {
    if (call.scope === null || !isAppError(error, 'registry_authentication_failed')) throw error;
    throw await denial(session, call, error);
  }
}

/**
 * A 401 may mean the account or only what it asked for: Harbor and Quay answer both alike. A registry whose API lets us
 * in all the same denies this one thing. Throws when it does not let us in.
 */
async function denial(session: Session, call: Call, refused: AppError): Promise<AppError> {
  const what = 'the question whether it lets us in';
  const api: Call = { url: new URL('v2/', session.baseUrl), scope: null, what, signal: call.signal };
  const answer = await letIn(session, api);
  if (isPassingStatus(answer.status)) throw await answerFailure(answer, what, session.retry.now());
  await answer.discard();
  return answer.status === 200 ? denies(session, call, refused) : refused;
}

async function letIn(session: Session, call: Call): Promise<HttpAnswer> {
  const known = await session.authorization.header(call);
  const first = await send(session, call, known);
  if (first.status !== 401) return first;
  const renewed = await session.authorization.renew(call, await challengesOf(first, call), known);
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
  throw new AppError('registry_forbidden', message, { subject: answer.url.host });
}

function refusal(session: Session, call: Call, insufficient: boolean): AppError {
  if (insufficient) return denies(session, call);
  const { host } = session.baseUrl;
  return new AppError('registry_authentication_failed', `${host} refuses the credentials for ${call.what}`, {
    subject: host,
  });
}

function denies(session: Session, call: Call, cause?: AppError): AppError {
  const { host } = session.baseUrl;
  const message = `${host} denies ${call.what}`;
  return new AppError('registry_forbidden', message, { subject: host, ...(cause ? { cause } : {}) });
}
