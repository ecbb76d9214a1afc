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

/** What a request has to be let in for. */
export interface Need {
  /** The scope to ask a token for, for example `repository:a/b:pull`; null: just to be known. */
  readonly scope: string | null;
  /** Registries may ask for another scope for lists than for content (Azure: `metadata_read`), so each keeps its own. */
  readonly use?: 'list' | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Knows how a registry wants to be asked, and holds the tokens it gave. */
export interface Authorization {
  /** The Authorization header to send at once; null while nothing is known of the registry. */
  header(need: Need): Promise<string | null>;
  /**
   * The header to try after a 401, given its challenges and the header it refused. Throws registry_authentication_failed when
   * there is nothing new to try and registry_forbidden when the token was fine and its rights were not.
   */
  renew(need: Need, challenges: readonly Challenge[], refused: string | null): Promise<string>;
}

export interface AuthorizationOptions {
  readonly registry: URL;
  readonly credentials: Credentials | null;
  readonly now: () => number;
  send(url: URL, headers: Record<string, string>): Promise<HttpAnswer>;
}

/** What is known of the registry. */
interface State extends AuthorizationOptions {
  readonly basic: string | null;
  way: 'unknown' | 'basic' | TokenService;
  /** The scope the registry asked for in place of ours, by need. */
  readonly askedScopes: LRUCache<string, string>;
  readonly tokens: TokenCache;
}

/** Starts with nothing known: the first 401 tells. Bearer is preferred, since Basic makes the registry hash the password each time. */
export function openAuthorization(options: AuthorizationOptions): Authorization {
  const state: State = {
    ...options,
    basic: options.credentials && basicHeader(options.credentials),
    way: 'unknown',
    askedScopes: new LRUCache({ max: TOKENS }),
    tokens: openTokenCache(options.now),
  };
  return {
    header: (need) => currentHeader(state, need),
    renew: (need, challenges, refused) => renewHeader(state, need, challenges, refused),
  };
}

async function currentHeader(state: State, need: Need): Promise<string | null> {
  if (state.way === 'unknown') return null;
  return state.way === 'basic' ? state.basic : bearer(await currentToken(state, state.way, need));
}

async function renewHeader(
  state: State,
  need: Need,
  challenges: readonly Challenge[],
  refused: string | null,
): Promise<string> {
  const bearerChallenge = challenges.find(({ scheme }) => scheme === 'bearer');
  if (bearerChallenge) return renewToken(state, need, bearerChallenge, refused);
  if (!challenges.some(({ scheme }) => scheme === 'basic')) throw unsupported(state, challenges);
  if (state.basic === null) throw failed(state, 'asks for a user name and password, and none are given');
  if (refused === state.basic) throw failed(state, 'refuses the user name or password');
  state.way = 'basic';
  return state.basic;
}

async function renewToken(state: State, need: Need, challenge: Challenge, refused: string | null): Promise<string> {
  const { realm = '', service = null, scope: asked } = challenge.parameters;
  const isOther = asked !== undefined && asked !== scopeOf(state, need);
  // A token that lacks another scope than it was asked for says what to ask for; one that lacks its own is denied it.
  if (refused !== null && challenge.parameters.error === 'insufficient_scope' && !isOther)
    throw insufficient(state, need.scope);
  const way: TokenService = { realm: parseRealm(realm, state.registry, state.credentials !== null), service };
  state.way = way;
  if (isOther) state.askedScopes.set(keyOf(need), asked);
  state.tokens.drop(scopeOf(state, need), refused === null ? null : refused.replace(/^Bearer /, ''));
  return bearer(await currentToken(state, way, need));
}

function currentToken(state: State, service: TokenService, need: Need): Promise<Token> {
  const scope = scopeOf(state, need);
  const { basic: authorization, now, send } = state;
  return state.tokens.get(scope, () => fetchToken({ service, scope, authorization, now, send }), need.signal);
}

function scopeOf(state: State, need: Need): string | null {
  return state.askedScopes.get(keyOf(need)) ?? need.scope;
}

function keyOf({ scope, use }: Need): string {
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
    `offers no way to authenticate but ${schemes.join(', ') || 'an unreadable one'}; Basic and Bearer are supported`,
  );
}

function insufficient(state: State, scope: string | null): AppError {
  return new AppError('registry_forbidden', `${state.registry.host} denies ${scope ?? 'access'}`, {
    subject: state.registry.host,
  });
}
