import type { Db } from '../database/index.ts';
import { AppError, type EnterpriseScope, type Role } from '../model/index.ts';
import type { AccessScope, Caller, Grant } from './caller.ts';
import { DEFAULT_ENTERPRISE_PROJECT, findEnterpriseProject } from './projects.ts';

export const ALL_GRANTED = 'all_granted_eps';

const ROLES: Record<AccessScope, readonly Role[]> = {
  read: ['admin', 'operator', 'auditor'],
  operate: ['admin', 'operator'],
  administer: ['admin'],
};

/**
 * Which enterprise projects a call may touch: those the caller asked for, as far as its grants reach.
 * `requested` is an id, `all_granted_eps`, or undefined for the default enterprise project `0`.
 * Throws `forbidden` when the role does not suffice or the enterprise project is not granted, and
 * `invalid_parameter` when the project has none of that id.
 */
export async function resolveEnterpriseScope(
  db: Db,
  caller: Caller,
  requested: string | undefined,
  access: AccessScope,
): Promise<EnterpriseScope> {
  const grants = caller.grants.filter((grant) => ROLES[access].includes(grant.role));
  if (grants.length === 0) throw new AppError('forbidden', forbidden(caller, access));
  if (requested === ALL_GRANTED) return grantedScope(grants);
  const epsPk = await epsPkOf(db, caller, requested ?? DEFAULT_ENTERPRISE_PROJECT);
  if (grants.some((grant) => grant.epsPk === null || grant.epsPk === epsPk)) return [epsPk];
  throw new AppError('forbidden', notGranted(requested, access), { subject: 'enterprise_project_id' });
}

function grantedScope(grants: readonly Grant[]): EnterpriseScope {
  const keys = grants.flatMap((grant) => (grant.epsPk === null ? [] : [grant.epsPk]));
  return keys.length < grants.length ? 'all' : [...new Set(keys)].sort((a, b) => a - b);
}

/**
 * The enterprise project that something new belongs to: the one that was asked for; the default `0` when the caller
 * may use every one.
 * @throws AppError `invalid_parameter` when several are meant, `forbidden` when none is granted
 */
export function enterpriseOfNew(scope: EnterpriseScope): number {
  if (scope === 'all') return 0;
  const [first, second] = scope;
  if (first === undefined) throw new AppError('forbidden', 'no enterprise project is granted to the caller');
  if (second === undefined) return first;
  const message = 'enterprise_project_id means several enterprise projects; allowed: the id of one';
  throw new AppError('invalid_parameter', message, { subject: 'enterprise_project_id' });
}

/** The enterprise project that an order over several is shown under: the default `0`, else the first that is granted. */
export function enterpriseOfTask(scope: EnterpriseScope): number {
  return scope === 'all' ? 0 : enterpriseOfNew(scope.slice(0, 1));
}

async function epsPkOf(db: Db, caller: Caller, epsId: string): Promise<number> {
  if (epsId === DEFAULT_ENTERPRISE_PROJECT) return 0;
  const epsPk = await findEnterpriseProject(db, caller.tenant, epsId);
  if (epsPk !== null) return epsPk;
  throw new AppError(
    'invalid_parameter',
    `enterprise_project_id ${JSON.stringify(epsId.slice(0, 80))} is unknown; allowed are the ids of the project's enterprise projects and ${ALL_GRANTED}`,
    { subject: 'enterprise_project_id' },
  );
}

function forbidden(caller: Caller, access: AccessScope): string {
  const roles = [...new Set(caller.grants.map((grant) => grant.role))];
  const has = roles.length === 0 ? 'has no role in this project' : `has only the role ${roles.join(', ')}`;
  return `this call needs the role ${ROLES[access].join(' or ')}; the user ${caller.userName} ${has}`;
}

function notGranted(requested: string | undefined, access: AccessScope): string {
  const what = requested === undefined ? 'the default enterprise project 0' : `the enterprise project ${requested}`;
  return `${what} is not granted to the caller as ${ROLES[access].join(' or ')}; name a granted one in enterprise_project_id, or ${ALL_GRANTED}`;
}
