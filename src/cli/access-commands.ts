import { randomBytes } from 'node:crypto';
import { Option } from 'commander';
import {
  type AccessKeyPair,
  type AccessRequest,
  DEFAULT_DOMAIN,
  deactivateAccessKey,
  findPrincipal,
  findProject,
  grantAccess,
  listAccess,
  setPassword,
  type UserAccess,
} from '../auth/index.ts';
import { inTransaction } from '../database/index.ts';
import { AppError, type Role } from '../model/index.ts';
import { type Administration, type CommandGroup, lines } from './administration.ts';

const PROJECT = ['--project <id>', 'project id; not needed while there is only one'] as const;
const JSON_OUTPUT = ['--json', 'print JSON'] as const;
const ROLES: Readonly<Record<Role, string>> = {
  auditor: 'reads everything, changes nothing',
  operator: 'also orders syncs and scans',
  admin: 'also connects and deletes registries',
};

interface Options {
  readonly project?: string;
  readonly json?: boolean;
}

/** `hullwatch access`: users with their roles and access keys. */
export const accessCommands: CommandGroup = (program, administer) => {
  const access = program.command('access').description('users of a project, their roles and access keys');
  access
    .command('add <user>')
    .description('give a user a role and an access key, whose secret is shown once')
    .addOption(new Option('--role <role>', about(ROLES)).choices(Object.keys(ROLES)).makeOptionMandatory())
    .option('--enterprise-project <id>', 'only in this enterprise project; default: in all')
    .option(...PROJECT)
    .option(...JSON_OUTPUT)
    .action((userName: string, { role, enterpriseProject, ...options }) =>
      administer((on) => add(on, { userName, role, epsId: enterpriseProject ?? null }, options)),
    );
  access
    .command('list')
    .description('users with their roles and keys')
    .option(...PROJECT)
    .option(...JSON_OUTPUT)
    .action((options: Options) => administer((on) => list(on, options)));
  access
    .command('revoke <access-key>')
    .description('end an access key')
    .option(...PROJECT)
    .action((accessKey: string, options: Options) => administer((on) => revoke(on, accessKey, options)));
  access
    .command('password <user>')
    .description('give a user a new password, shown once, and end all of its tokens')
    .action((userName: string) => administer((on) => renewPassword(on, userName)));
};

async function add({ pool, vault }: Administration, wish: AccessRequest, options: Options): Promise<string> {
  const tenant = await findProject(pool, options.project ?? null);
  const pair = await inTransaction(pool, (tx) => grantAccess(tx, tenant, wish, vault));
  if (options.json) return JSON.stringify({ projectId: tenant.projectId, ...wish, ...pair });
  return `Keep the secret key, it is shown once.\n${newKey(tenant.projectId, wish, pair)}`;
}

function newKey(projectId: string, { userName, role, epsId }: AccessRequest, pair: AccessKeyPair): string {
  return lines({
    'project id': projectId,
    user: userName,
    role: roleInWords({ role, epsId }),
    'access key': pair.accessKey,
    'secret key': pair.secretKey,
  });
}

async function list({ pool }: Administration, options: Options): Promise<string> {
  const users = await listAccess(pool, await findProject(pool, options.project ?? null));
  return options.json ? JSON.stringify(users) : users.map(describeUser).join('\n');
}

function describeUser({ userName, hasPassword, roles, keys }: UserAccess): string {
  const may = roles.map(roleInWords).join(', ') || 'no role';
  const described = keys.map(
    ({ accessKey, active, createdAt }) =>
      `  ${accessKey}  ${active ? 'active' : 'revoked'}, made ${new Date(createdAt).toISOString()}`,
  );
  return [`${userName}: ${may}${hasPassword ? '; has a password' : ''}`, ...described].join('\n');
}

async function revoke({ pool }: Administration, accessKey: string, options: Options): Promise<string> {
  await deactivateAccessKey(pool, await findProject(pool, options.project ?? null), accessKey);
  return `The access key ${accessKey} is revoked; running processes notice within seconds.`;
}

async function renewPassword({ pool }: Administration, userName: string): Promise<string> {
  const user = await findPrincipal(pool, { userName, domain: { name: DEFAULT_DOMAIN } });
  if (user === null) throw new AppError('not_found', `there is no user ${userName}`, { subject: userName });
  const password = randomBytes(18).toString('base64url');
  await inTransaction(pool, (tx) => setPassword(tx, user.principalPk, password));
  return `Keep the password, it is shown once.\n${lines({ user: userName, password })}`;
}

function roleInWords({ role, epsId }: { readonly role: Role; readonly epsId: string | null }): string {
  return epsId === null ? `${role} in all enterprise projects` : `${role} in enterprise project ${epsId}`;
}

function about(roles: Readonly<Record<string, string>>): string {
  return Object.entries(roles)
    .map(([role, may]) => `${role}: ${may}`)
    .join('; ');
}
