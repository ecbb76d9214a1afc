import { LRUCache } from 'lru-cache';
import type { HttpAnswer } from '../http/index.ts';
import { AppError } from '../model/index.ts';
import type { Challenge } from './challenge.ts';
import { fetchToken, type Token, type TokenService } from './fetch-token.ts';
import { parseRealm } from './realm.ts';
import { openTokenCache, TOKENS, type TokenCache } from './token-cache.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What a request needs access to. */
export interface AuthScope {
  /** The scope of the token, for example `repository:a/b:pull`; null: authentication alone. */
  readonly scope: string | null;
  /** Registries may require another scope for lists than for content (Azure: `metadata_read`), so the two are kept apart. */
  readonly use?: 'list' | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How one registry authenticates its clients, and the tokens it issued. */
export interface Authorization {
  /** The Authorization header to send at once; null while nothing is known of the registry. */
  header(auth: AuthScope): Promise<string | null>;
  /**
   * The header to try after a 401, given its challenges and the header it rejected. Throws registry_authentication_failed when
   * there is nothing else to try, and registry_forbidden when the token is valid and lacks the rights.
   */
  renew(auth: AuthScope, challenges: readonly Challenge[], rejected: string | null): Promise<string>;
}

export interface AuthorizationOptions {
  readonly registry: URL;
  readonly credentials: Credentials | null;
  readonly now: () => number;
  send(url: URL, headers: Record<string, string>): Promise<HttpAnswer>;
}

/** What is known about the registry. */
interface State extends AuthorizationOptions {
  readonly basic: string | null;
  authMode: 'unknown' | 'basic' | TokenService;
  /** The scope that the registry requires instead of the usual one. */
  readonly requiredScopes: LRUCache<string, string>;
  readonly tokens: TokenCache;
}

/** The first 401 says how to authenticate. Bearer is preferred, since with Basic the registry hashes the password for each request. */
export function openAuthorization(options: AuthorizationOptions): Authorization {
  const state: State = {
    ...options,
    basic: options.credentials && basicHeader(options.credentials),
    authMode: 'unknown',
    requiredScopes: new LRUCache({ max: TOKENS }),
    tokens: openTokenCache(options.now),
  };
  return {
    header: (auth) => currentHeader(state, auth),
    renew: (auth, challenges, rejected) => renewHeader(state, auth, challenges, rejected),
  };
}

async function currentHeader(state: State, auth: AuthScope): Promise<string | null> {
  if (state.authMode === 'unknown') return null;
  return state.authMode === 'basic' ? state.basic : bearer(await currentToken(state, state.authMode, auth));
}

async function renewHeader(
  state: State,
  auth: AuthScope,
  challenges: readonly Challenge[],
  rejected: string | null,
): Promise<string> {
  const bearerChallenge = challenges.find(({ scheme }) => scheme === 'bearer');
  if (bearerChallenge) return renewToken(state, auth, bearerChallenge, rejected);
  if (!challenges.some(({ scheme }) => scheme === 'basic')) throw unsupported(state, challenges);
  if (state.basic === null) throw failed(state, 'requires a user name and a password, and none are configured');
  if (rejected === state.basic) throw failed(state, 'rejected the user name or password');
  state.authMode = 'basic';
  return state.basic;
}

async function renewToken(
  state: State,
  auth: AuthScope,
  challenge: Challenge,
  rejected: string | null,
): Promise<string> {
  const { realm = '', service = null, scope: required } = challenge.parameters;
  const isOther = required !== undefined && required !== scopeOf(state, auth);
  // A challenge for another scope than the token has says which one to request; for the same scope, access is denied.
  if (rejected !== null && challenge.parameters.error === 'insufficient_scope' && !isOther)
    throw insufficient(state, auth.scope);
  const tokenService: TokenService = { realm: parseRealm(realm, state.registry, state.credentials !== null), service };
  state.authMode = tokenService;
  if (isOther) state.requiredScopes.set(keyOf(auth), required);
  state.tokens.drop(scopeOf(state, auth), rejected === null ? null : rejected.replace(/^Bearer /, ''));
  return bearer(await currentToken(state, tokenService, auth));
}

function currentToken(state: State, service: TokenService, auth: AuthScope): Promise<Token> {
  const scope = scopeOf(state, auth);
  const { basic: authorization, now, send } = state;
  return state.tokens.get(scope, () => fetchToken({ service, scope, authorization, now, send }), auth.signal);
}

function scopeOf(state: State, auth: AuthScope): string | null {
  return state.requiredScopes.get(keyOf(auth)) ?? auth.scope;
}

function keyOf({ scope, use }: AuthScope): string {
  return `${use ?? 'content'} ${scope ?? ''}`;
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
    `offers only the authentication schemes ${schemes.join(', ') || '(unreadable)'}; supported are Basic and Bearer`,
  );
}

function insufficient(state: State, scope: string | null): AppError {
  return new AppError('registry_forbidden', `${state.registry.host} denies access to ${scope ?? 'its API'}`, {
    subject: state.registry.host,
  });
}
