import type { HttpAnswer } from '../http/index.ts';
import { AppError } from '../model/index.ts';
import { answerFailure, isHtml, notARegistry } from './answer-failure.ts';
import { type JsonObject, parseJsonObject } from './parse-json.ts';

/** A bearer token. Times in milliseconds since 1970. */
export interface Token {
  readonly value: string;
  /** When to fetch a new one: after 80 % of its life. */
  readonly refreshAt: number;
}

/** Where tokens come from: the parameters of a Bearer challenge. */
export interface TokenService {
  readonly realm: URL;
  readonly service: string | null;
}

export interface TokenRequest {
  readonly service: TokenService;
  readonly scope: string | null;
  /** `Basic …`, or null for an anonymous token. */
  readonly authorization: string | null;
  readonly now: () => number;
  send(url: URL, headers: Record<string, string>): Promise<HttpAnswer>;
}

const TOKEN_BYTES = 256 * 1024;
/** token.md: "for compatibility with older clients, a token should never be returned with less than 60 seconds to live". */
const DEFAULT_LIFE = 60;
const LONGEST_LIFE = 3600;
const REFRESH_AT = 0.8;

/**
 * Fetches a token (distribution docs/spec/auth/token.md): `token` or `access_token`, `expires_in` in seconds, 60 when absent.
 * Throws registry_authentication_failed, registry_forbidden, registry_protocol, or failures that may pass (429, 5xx, network).
 */
export async function fetchToken(request: TokenRequest): Promise<Token> {
  const started = request.now();
  const authorization = request.authorization === null ? {} : { authorization: request.authorization };
  const answer = await request.send(tokenUrl(request.service, request.scope), {
    accept: 'application/json',
    ...authorization,
  });
  if (answer.status !== 200) throw await answerFailure(answer, 'the token request', request.now());
  const body = await readToken(answer);
  const life = typeof body.expires_in === 'number' && body.expires_in > 0 ? body.expires_in : DEFAULT_LIFE;
  return { value: tokenValue(body, answer), refreshAt: started + Math.min(life, LONGEST_LIFE) * 1000 * REFRESH_AT };
}

function tokenUrl(service: TokenService, scope: string | null): URL {
  const url = new URL(service.realm.href);
  if (service.service !== null) url.searchParams.set('service', service.service);
  for (const part of scope?.split(' ') ?? []) if (part !== '') url.searchParams.append('scope', part);
  return url;
}

async function readToken(answer: HttpAnswer): Promise<JsonObject> {
  if (isHtml(answer)) {
    await answer.discard();
    throw notARegistry(answer, 'the token request');
  }
  return parseJsonObject(await answer.bytes(TOKEN_BYTES), `the token of ${answer.url.host}`);
}

function tokenValue(body: JsonObject, answer: HttpAnswer): string {
  const value = [body.token, body.access_token].find((each) => typeof each === 'string' && each !== '');
  // Attack: line breaks in the token would add headers to our requests.
  if (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)) return value;
  throw new AppError('registry_protocol', `${answer.url.host} returned no token for the token request`, {
    subject: answer.url.host,
  });
}
