import type { Db } from '../database/index.ts';
import { AppError } from '../model/index.ts';
import type { Clock } from '../process/index.ts';
import { CALLER_COLUMNS, CALLER_JOINS, type Caller, type CallerRow, toCaller } from './caller.ts';
import { createFailureLock, type FailureLock } from './failure-lock.ts';
import { verifyPassword } from './passwords.ts';
import { findPrincipal, type Principal } from './principals.ts';
import { type IssuedToken, issueToken } from './tokens.ts';

const LOCK_MS = 5 * 60_000;
/** Wrong passwords in a row for one user from one address. */
const PER_USER = { allowed: 5, lockMs: LOCK_MS, capacity: 50_000 };
/** Wrong passwords in a row from one address, whatever the user: stops password spraying. */
const PER_ADDRESS = { allowed: 20, lockMs: LOCK_MS, capacity: 50_000 };

export interface Login {
  readonly userName: string;
  readonly domain: { readonly name?: string | undefined; readonly id?: string | undefined };
  readonly password: string;
  /** Which project the token is for. Without one: the only project the user has. */
  readonly project: { readonly name?: string | undefined; readonly id?: string | undefined } | null;
}

export interface LoginResult {
  readonly caller: Caller;
  readonly token: IssuedToken;
}

export interface PasswordLogin {
  /**
   * Checks a password and issues a token for one project. @throws AppError `unauthenticated` (wrong, locked, or no role in that
   * project, as Keystone answers), `invalid_parameter` (no project named and several to choose from), `overloaded`
   */
  logIn(login: Login, source: string): Promise<LoginResult>;
}

/** Opens the password login of one process; `source` is the caller's address. */
export function openPasswordLogin(deps: { db: Db; clock: Clock }): PasswordLogin {
  const { clock } = deps;
  const locks = {
    user: createFailureLock({ ...PER_USER, clock }),
    address: createFailureLock({ ...PER_ADDRESS, clock }),
  };
  return { logIn: (login, source) => logIn(deps, locks, login, source) };
}

interface Locks {
  readonly user: FailureLock;
  readonly address: FailureLock;
}

async function logIn(deps: { db: Db; clock: Clock }, locks: Locks, login: Login, source: string): Promise<LoginResult> {
  const userKey = JSON.stringify([login.domain.name ?? login.domain.id, login.userName, source]);
  checkNotLocked(locks, userKey, source);
  const now = deps.clock.now();
  const principal = await findPrincipal(deps.db, login);
  if (!(await verifyPassword(login.password, principal?.passwordHash ?? null)) || principal === null) {
    locks.user.recordFailure(userKey);
    locks.address.recordFailure(source);
    throw new AppError('unauthenticated', 'the user name or the password is wrong');
  }
  // Once more: attempts that are sent all at once pass the first check together and are verified one after another.
  checkNotLocked(locks, userKey, source);
  locks.user.recordSuccess(userKey);
  locks.address.recordSuccess(source);
  const caller = await findCaller(deps.db, principal, login.project);
  const holder = { projectPk: caller.tenant.projectPk, principalPk: principal.principalPk };
  return { caller, token: await issueToken(deps.db, holder, now) };
}

function checkNotLocked(locks: Locks, userKey: string, source: string): void {
  const wait = Math.max(locks.user.lockedFor(userKey), locks.address.lockedFor(source));
  if (wait === 0) return;
  const seconds = Math.ceil(wait / 1000);
  throw new AppError('unauthenticated', `locked for ${seconds} more seconds after repeated wrong passwords`);
}

/** The project a token is for, with the user's rights in it. Another user's project gives the same error as one that does not exist. */
async function findCaller(db: Db, principal: Principal, wanted: Login['project']): Promise<Caller> {
  const { rows } = await db.query<CallerRow>(
    `SELECT ${CALLER_COLUMNS}
     FROM (SELECT DISTINCT project_pk, principal_pk FROM principal_grant WHERE principal_pk = $1) c
     ${CALLER_JOINS}
     WHERE ($2::text IS NULL OR p.project_id = $2) AND ($3::text IS NULL OR p.project_name = $3)
     LIMIT 2`,
    [principal.principalPk, wanted?.id ?? null, wanted?.name ?? null],
  );
  const [row, second] = rows;
  if (row !== undefined && second === undefined) return toCaller(row);
  if (wanted !== null || row === undefined) {
    throw new AppError('unauthenticated', 'the user has no role in such a project', { subject: 'auth.scope.project' });
  }
  throw new AppError('invalid_parameter', 'the user has several projects: name one in auth.scope.project', {
    subject: 'auth.scope.project',
  });
}
