import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendBody, sendError, sendJson } from './fake-send.ts';

interface User {
  readonly username: string;
  readonly password: string;
}

/** How the fake wants to be asked. Bearer tokens come from its own `/token`. */
export type FakeAuth =
  | { readonly kind: 'none' }
  | ({
      readonly kind: 'basic';
      /** Scopes that the user has not, which are refused as a wrong password is. */
      readonly denied?: readonly string[];
    } & User)
  | ({ readonly kind: 'bearer' } & Partial<User> & {
        /** Default 300. */
        readonly tokenSeconds?: number;
        readonly tokenField?: 'token' | 'access_token';
        /** Tokens without expires_in. */
        readonly noExpiry?: boolean;
        /** Offers Basic beside Bearer, in one header. */
        readonly alsoBasic?: boolean;
        /** The realm named in challenges, when not its own. */
        readonly realm?: string;
        /** Scopes that no token grants. */
        readonly denied?: readonly string[];
        /** Challenges do not say that the scope is what is missing. */
        readonly vague?: boolean;
        /** What a tag list asks for, as Azure's `metadata_read`. Default: pull. */
        readonly listAction?: string;
        /** The token service sends its answer byte by byte with this pause, milliseconds. */
        readonly dripMs?: number;
      });

interface Grant {
  readonly scopes: readonly string[];
  readonly expires: number;
}

export interface Gate {
  /** Answers 401 and returns false unless the request may have `scope` (null: just be known). */
  admit(request: IncomingMessage, response: ServerResponse, scope: string | null): boolean;
  /** Answers a request for a token. */
  token(request: IncomingMessage, response: ServerResponse, url: URL): void;
  /** All tokens given so far stop working. */
  revokeTokens(): void;
  readonly tokensGiven: number;
  /** What a tag list asks for. */
  readonly listAction: string;
}

export function openGate(auth: FakeAuth): Gate {
  const grants = new Map<string, Grant>();
  let tokensGiven = 0;
  return {
    listAction: (auth.kind === 'bearer' && auth.listAction) || 'pull',
    admit: (request, response, scope) => {
      const refusal = refusalOf(auth, grants, request, scope);
      if (refusal === null) return true;
      response.setHeader('www-authenticate', challenge(auth, request, scope, refusal));
      sendError(response, 401, 'UNAUTHORIZED');
      return false;
    },
    token: (request, response, url) => {
      if (auth.kind !== 'bearer' || !isUser(auth, request)) {
        sendError(response, 401, 'UNAUTHORIZED');
        return;
      }
      tokensGiven += 1;
      const token = randomUUID();
      const scopes = url.searchParams.getAll('scope').filter((scope) => !auth.denied?.includes(scope));
      grants.set(token, { scopes, expires: Date.now() + (auth.tokenSeconds ?? 300) * 1000 });
      const expiry = auth.noExpiry ? {} : { expires_in: auth.tokenSeconds ?? 300 };
      const answer = { [auth.tokenField ?? 'token']: token, ...expiry };
      if (auth.dripMs === undefined) sendJson(response, answer);
      else sendBody(response, Buffer.from(JSON.stringify(answer)), { dripMs: auth.dripMs, cutAfter: undefined });
    },
    revokeTokens: () => grants.clear(),
    get tokensGiven() {
      return tokensGiven;
    },
  };
}

/** Null: may pass. Otherwise the error for the challenge, empty when no credentials came. */
function refusalOf(
  auth: FakeAuth,
  grants: Map<string, Grant>,
  request: IncomingMessage,
  scope: string | null,
): string | null {
  if (auth.kind === 'none') return null;
  const [scheme, value = ''] = (request.headers.authorization ?? '').split(' ');
  if (auth.kind === 'basic') return isUser(auth, request) && !auth.denied?.includes(scope ?? '') ? null : '';
  if (scheme !== 'Bearer') return '';
  const grant = grants.get(value);
  if (!grant || grant.expires < Date.now()) return 'invalid_token';
  return scope === null || grant.scopes.includes(scope) ? null : 'insufficient_scope';
}

function isUser(auth: Exclude<FakeAuth, { kind: 'none' }>, request: IncomingMessage): boolean {
  if (auth.username === undefined) return request.headers.authorization === undefined;
  const expected = Buffer.from(`${auth.username}:${auth.password}`).toString('base64');
  return request.headers.authorization === `Basic ${expected}`;
}

function challenge(auth: FakeAuth, request: IncomingMessage, scope: string | null, error: string): string {
  if (auth.kind !== 'bearer') return 'Basic realm="fake, with a comma"';
  const realm = auth.realm ?? `http://${request.headers.host}/token`;
  const parameters = [`realm="${realm}"`, 'service="fake"'];
  if (scope !== null) parameters.push(`scope="${scope}"`);
  if (error !== '' && !auth.vague) parameters.push(`error="${error}"`);
  return `Bearer ${parameters.join(',')}${auth.alsoBasic ? ',Basic realm="fake"' : ''}`;
}
