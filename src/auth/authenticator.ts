import { LRUCache } from 'lru-cache';
import type { Db } from '../database/index.ts';
import { AppError } from '../model/index.ts';
import type { Clock } from '../process/index.ts';
import type { Vault } from '../secrets/index.ts';
import {
  canonicalQuery,
  type RequestHead,
  readSignatureClaim,
  type SignatureClaim,
  splitTarget,
  verifySignature,
} from '../signing/index.ts';
import { type KnownAccessKey, loadAccessKey } from './access-keys.ts';
import type { Caller } from './caller.ts';
import { createFailureLock, type FailureLock } from './failure-lock.ts';
import { hashOfToken, type KnownToken, loadToken } from './tokens.ts';

/** How long keys and tokens with their roles are cached: what was revoked is refused after this. */
const CREDENTIAL_CACHE_MS = 10_000;
const CACHE_CAPACITY = 10_000;
/** The vendor's rule: more than five failures in a row lock an access key for five minutes, here per source address. */
const LOCK = { allowed: 5, lockMs: 5 * 60_000, capacity: 50_000 };

export interface Authenticator {
  /** Who holds `token`. @throws AppError `unauthenticated` */
  checkToken(token: string): Promise<Caller>;
  /** What the headers claim, before the body is read. @throws AppError `unauthenticated`: malformed, old or locked */
  readClaim(head: RequestHead, source: string): SignatureClaim;
  /** Verifies a claim over the raw body. @throws AppError `unauthenticated`, or `invalid_parameter` for a malformed query */
  checkSignature(claim: SignatureClaim, head: RequestHead, body: Buffer, source: string): Promise<Caller>;
}

interface State {
  readonly db: Db;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly lock: FailureLock;
  readonly keys: LRUCache<string, KnownAccessKey>;
  readonly tokens: LRUCache<string, KnownToken>;
  readonly decoy: Decoy;
}

/** A sealed secret that is used in place of that of an access key which does not exist. */
interface Decoy {
  readonly sealed: Buffer;
  readonly context: string;
}

/** Opens the check of credentials for one process; `source` is always the caller's address. */
export function openAuthenticator(deps: { db: Db; vault: Vault; clock: Clock }): Authenticator {
  const context = 'access-key:';
  const caching = { max: CACHE_CAPACITY, ttl: CREDENTIAL_CACHE_MS, ttlResolution: 0, perf: deps.clock };
  const state: State = {
    ...deps,
    lock: createFailureLock({ ...LOCK, clock: deps.clock }),
    keys: new LRUCache(caching),
    tokens: new LRUCache(caching),
    decoy: { context, sealed: deps.vault.seal('0'.repeat(40), context) },
  };
  return {
    checkToken: (token) => checkToken(state, token),
    readClaim: (head, source) => readClaim(state, head, source),
    checkSignature: (claim, head, body, source) => checkSignature(state, claim, head, body, source),
  };
}

async function checkToken(state: State, token: string): Promise<Caller> {
  const hash = hashOfToken(token);
  if (hash === null) throw new AppError('unauthenticated', 'decrypt token fail: the token has no valid form');
  const now = state.clock.now();
  const key = hash.toString('base64');
  const cached = state.tokens.get(key);
  if (cached !== undefined && cached.expiresAt > now) return cached.caller;
  const known = await loadToken(state.db, hash, now);
  if (known === null) throw new AppError('unauthenticated', 'decrypt token fail: the token is unknown or expired');
  state.tokens.set(key, known);
  return known.caller;
}

function readClaim(state: State, head: RequestHead, source: string): SignatureClaim {
  const now = state.clock.now();
  const read = readSignatureClaim(head, now);
  if (!read.ok) throw new AppError('unauthenticated', `verify aksk signature fail: ${read.reason}`);
  checkNotLocked(state, read.claim.accessKey, source);
  return read.claim;
}

async function checkSignature(
  state: State,
  claim: SignatureClaim,
  head: RequestHead,
  body: Buffer,
  source: string,
): Promise<Caller> {
  checkNotLocked(state, claim.accessKey, source);
  const cached = state.keys.get(claim.accessKey);
  const known =
    cached !== undefined && verifySignature(head, body, claim, cached.secretKey)
      ? cached
      : await checkAgainstDatabase(state, claim, head, body);
  if (known === null) {
    checkQuery(head);
    state.lock.recordFailure(lockKey(claim.accessKey, source));
    throw new AppError('unauthenticated', 'verify aksk signature fail: the access key or the signature is wrong');
  }
  state.lock.recordSuccess(lockKey(claim.accessKey, source));
  return known.caller;
}

/** A query that cannot be decoded cannot have been signed: the caller reads that, not that its key is wrong. */
function checkQuery(head: RequestHead): void {
  if (canonicalQuery(splitTarget(head.target).query) !== null) return;
  throw new AppError('invalid_parameter', 'the query is not percent-encoded UTF-8, or holds too many parameters', {
    subject: 'query',
  });
}

/**
 * Every refusal comes from here, so that an unknown access key costs the same query, unsealing and verification as a
 * wrong signature of a known one, whether that key is cached or not.
 */
async function checkAgainstDatabase(
  state: State,
  claim: SignatureClaim,
  head: RequestHead,
  body: Buffer,
): Promise<KnownAccessKey | null> {
  const known = await loadAccessKey(state.db, claim.accessKey, state.vault);
  const secretKey = known?.secretKey ?? state.vault.unseal(state.decoy.sealed, state.decoy.context);
  const verified = verifySignature(head, body, claim, secretKey);
  if (known === null || !verified) {
    state.keys.delete(claim.accessKey);
    return null;
  }
  state.keys.set(claim.accessKey, known);
  return known;
}

function checkNotLocked(state: State, accessKey: string, source: string): void {
  const wait = state.lock.lockedFor(lockKey(accessKey, source));
  if (wait === 0) return;
  throw new AppError(
    'unauthenticated',
    `verify aksk signature fail: the access key is locked for this address for ${Math.ceil(wait / 1000)} more seconds after repeated failures`,
  );
}

function lockKey(accessKey: string, source: string): string {
  return `${accessKey} ${source}`;
}
