import { AppError, type HttpAnswer } from '../runtime/index.ts';
import type { Challenge } from './challenge.ts';
import { fetchToken, type Token, type TokenService } from './fetch-token.ts';
import { parseRealm } from './realm.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Knows how a registry wants to be asked, and holds the tokens it gave. */
export interface Authorization {
  /** The Authorization header to send at once; null while nothing is known of the registry. */
  header(scope: string | null): Promise<string | null>;
  /**
   * The header to try after a 401, given its challenges and the header it refused. Throws registry_authentication_failed when
   * there is nothing new to try and registry_forbidden when the token was fine and its rights were not.
   */
  renew(scope: string | null, challenges: readonly Challenge[], refused: string | null): Promise<string>;
}

export interface AuthorizationOptions {
  readonly registry: URL;
  readonly credentials: Credentials | null;
  readonly now: () => number;
  send(url: URL, headers: Record<string, string>): Promise<HttpAnswer>;
}

/** What is known of the registry and its tokens, by scope. */
interface State extends AuthorizationOptions {
  readonly basic: string | null;
  way: 'unknown' | 'basic' | TokenService;
  /** The scope the registry asked for in place of ours. */
  readonly askedScopes: Map<string, string | null>;
  readonly tokens: Map<string, Token>;
  readonly pending: Map<string, Promise<Token>>;
}

// Attack: a registry with endless repositories must not fill the memory with tokens.
const TOKENS = 1000;

/** Starts with nothing known: the first 401 tells. Bearer is preferred, since Basic makes the registry hash the password each time. */
export function openAuthorization(options: AuthorizationOptions): Authorization {
  const state: State = {
    ...options,
    basic: options.credentials && basicHeader(options.credentials),
    way: 'unknown',
    askedScopes: new Map(),
    tokens: new Map(),
    pending: new Map(),
  };
  return {
    header: (scope) => currentHeader(state, scope),
    renew: (scope, challenges, refused) => renewHeader(state, scope, challenges, refused),
  };
}

async function currentHeader(state: State, scope: string | null): Promise<string | null> {
  if (state.way === 'unknown') return null;
  return state.way === 'basic' ? state.basic : bearer(await currentToken(state, state.way, scope));
}

async function renewHeader(
  state: State,
  scope: string | null,
  challenges: readonly Challenge[],
  refused: string | null,
): Promise<string> {
  const bearerChallenge = challenges.find(({ scheme }) => scheme === 'bearer');
  if (bearerChallenge) return renewToken(state, scope, bearerChallenge, refused);
  if (!challenges.some(({ scheme }) => scheme === 'basic')) throw unsupported(state, challenges);
  if (state.basic === null) throw failed(state, 'asks for a user name and password, and none are given');
  if (refused === state.basic) throw failed(state, 'refuses the user name or password');
  state.way = 'basic';
  return state.basic;
}

async function renewToken(
  state: State,
  scope: string | null,
  challenge: Challenge,
  refused: string | null,
): Promise<string> {
  const { realm = '', service = null, scope: asked } = challenge.parameters;
  if (refused !== null && challenge.parameters.error === 'insufficient_scope') throw insufficient(state, scope);
  const way: TokenService = { realm: parseRealm(realm, state.registry, state.credentials !== null), service };
  state.way = way;
  if (asked !== undefined && asked !== scope) remember(state.askedScopes, keyOf(scope), asked);
  const held = state.tokens.get(keyOf(scope));
  if (held && bearer(held) === refused) state.tokens.delete(keyOf(scope));
  return bearer(await currentToken(state, way, scope));
}

/** The token held for the scope, or a new one; requests for the same scope at the same time share one fetch. */
function currentToken(state: State, service: TokenService, scope: string | null): Promise<Token> {
  const key = keyOf(scope);
  const held = state.tokens.get(key);
  if (held && held.refreshAt > state.now()) return Promise.resolve(held);
  const running = state.pending.get(key);
  if (running) return running;
  const fetching = newToken(state, service, scope).finally(() => state.pending.delete(key));
  state.pending.set(key, fetching);
  return fetching;
}

async function newToken(state: State, service: TokenService, scope: string | null): Promise<Token> {
  const asked = state.askedScopes.get(keyOf(scope)) ?? scope;
  const token = await fetchToken({
    service,
    scope: asked,
    authorization: state.basic,
    now: state.now,
    send: state.send,
  });
  remember(state.tokens, keyOf(scope), token);
  return token;
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  const oldest = map.keys().next();
  if (map.size >= TOKENS && !map.has(key) && !oldest.done) map.delete(oldest.value);
  map.set(key, value);
}

function keyOf(scope: string | null): string {
  return scope ?? '';
}

function bearer(token: Token): string {
  return `Bearer ${token.value}`;
}

function basicHeader({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;
}

function failed(state: State, what: string): AppError {
  return new AppError('registry_authentication_failed', `${state.registry.host} ${what}`, {
    subject: state.registry.host,
  });
}

function unsupported(state: State, challenges: readonly Challenge[]): AppError {
  const schemes = challenges.map(({ scheme }) => scheme.slice(0, 20)).slice(0, 5);
  return failed(
    state,
    `offers no way to authenticate but ${schemes.join(', ') || 'an unreadable one'}; Basic and Bearer are supported`,
  );
}

function insufficient(state: State, scope: string | null): AppError {
  return new AppError('registry_forbidden', `${state.registry.host} denies ${scope ?? 'access'}`, {
    subject: state.registry.host,
  });
}
