import { randomBytes } from 'node:crypto';
import { inTransaction, type Pool, type Transaction } from '../database/index.ts';
import type { Vault } from '../secrets/index.ts';
import { grantRole } from './access.ts';
import { type AccessKeyPair, createAccessKey } from './access-keys.ts';
import { createPrincipal } from './principals.ts';
import { createProject } from './projects.ts';

const ADMIN = 'admin';
const PROJECT_NAME = 'default';
/** Key of the advisory lock that keeps two processes from both creating the first project. */
const FIRST_START_LOCK = 0x68756c6c;

export interface BootstrapOptions {
  readonly projectId: string | null;
  readonly accessKey: string | null;
  readonly secretKey: string | null;
}

/** What the first start created. `secretKey` and `password` are stored sealed or hashed only: print them once. */
export interface FirstStart extends AccessKeyPair {
  readonly projectId: string;
  readonly projectName: string;
  readonly userName: string;
  readonly password: string;
}

/**
 * On an empty database creates the project, its enterprise project 0, the user `admin` with a generated password and
 * an access key (as given, else generated), in one transaction. On any other database does nothing and returns null.
 */
export async function bootstrap(pool: Pool, options: BootstrapOptions, vault: Vault): Promise<FirstStart | null> {
  return inTransaction(pool, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [FIRST_START_LOCK]);
    const { rowCount } = await tx.query('SELECT FROM project LIMIT 1');
    return rowCount === 0 ? createFirst(tx, options, vault) : null;
  });
}

async function createFirst(tx: Transaction, options: BootstrapOptions, vault: Vault): Promise<FirstStart> {
  const tenant = await createProject(tx, { projectId: options.projectId ?? undefined, projectName: PROJECT_NAME });
  const password = randomBytes(18).toString('base64url');
  const { principalPk } = await createPrincipal(tx, { userName: ADMIN, password });
  await grantRole(tx, tenant, { principalPk, epsPk: null, role: 'admin' });
  const given = { accessKey: options.accessKey ?? undefined, secretKey: options.secretKey ?? undefined };
  const pair = await createAccessKey(tx, tenant, { principalPk, ...given }, vault);
  return { ...pair, projectId: tenant.projectId, projectName: PROJECT_NAME, userName: ADMIN, password };
}
