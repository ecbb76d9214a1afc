import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HssException, openHssClient } from '../../conformance/hss-client.ts';
import { freeAddress, type HullwatchProcess, runHullwatch } from '../processes/hullwatch.ts';

const IMAGES = '/image/registries/images';
const REGISTRY = {
  registry_name: 'any',
  registry_type: 'Other',
  api_version: 'V2',
  protocol: 'https',
  registry_addr: 'registry.example',
  registry_username: '',
  registry_password: '',
  get_scan_image_channel: 'Other',
};
/** Running processes keep an access key for some seconds. */
const NOTICED = { timeout: 20_000, interval: 500 };

let folder: string;
let settings: Record<string, string>;
let up: HullwatchProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hw-'));
  chmodSync(folder, 0o755);
  settings = { HULLWATCH_LISTEN: await freeAddress(), HULLWATCH_DATA_DIR: join(folder, 'data') };
  up = runHullwatch(['up'], settings);
  await up.ready(address());
});
afterAll(async () => {
  await up.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

test('an auditor made beside the running service reads, changes nothing, and is out once revoked', async () => {
  const auditor = await give('looker', '--role', 'auditor');
  expect(await status(auditor, 'GET', IMAGES)).toBe(200);
  expect(await status(auditor, 'POST', '/image/registries', REGISTRY)).toBe(403);
  expect(await hullwatch('access', 'list')).toMatch(
    new RegExp(`looker: auditor in all enterprise projects\n {2}${auditor.accessKey} {2}active, made 20\\d\\d-`),
  );
  expect(await hullwatch('access', 'revoke', auditor.accessKey)).toContain('is revoked');
  await expect.poll(() => status(auditor, 'GET', IMAGES), NOTICED).toBe(401);
  expect(await hullwatch('access', 'list')).toContain(`${auditor.accessKey}  revoked`);
});

test('an operator of one enterprise project works there and nowhere else', async () => {
  await hullwatch('project', 'divide', 'shop', 'Shop');
  const operator = await give('keeper', '--role', 'operator', '--enterprise-project', 'shop');
  expect(await status(operator, 'GET', IMAGES, { enterprise_project_id: 'shop' })).toBe(200);
  expect(await status(operator, 'GET', IMAGES, { enterprise_project_id: '0' })).toBe(403);
});

test('a project made beside the first has keys of its own, and must then be named', async () => {
  await hullwatch('project', 'add', 'second', '--id', 'second-project');
  expect(await failure('access', 'list')).toMatch(/^hullwatch: name one of the projects: .*second-project \(second\)/);
  const admin = await give('boss', '--role', 'admin', '--project', 'second-project');
  expect(admin.projectId).toBe('second-project');
  expect(await status(admin, 'GET', IMAGES)).toBe(200);
  const projects = JSON.parse(await hullwatch('project', 'list', '--json'));
  const [first] = projects.filter((project: { projectName: string }) => project.projectName === 'default');
  expect(await status({ ...admin, projectId: first.projectId }, 'GET', IMAGES)).toBe(403);
});

test('a new password logs in, and it is not the old one', async () => {
  const password = /password {3}(\S+)/.exec(await hullwatch('access', 'password', 'admin'))?.[1] ?? '';
  const old = /password {5}(\S+)/.exec(up.output())?.[1] ?? '';
  expect([await login(password), await login(old)]).toEqual([201, 401]);
});

test.each([
  [['access', 'add', 'a b', '--role', 'admin', '--project', 'second-project'], /the user name "a b" is not/],
  [['access', 'revoke', 'NOKEY', '--project', 'second-project'], /no access key NOKEY/],
  [['access', 'password', 'nobody'], /there is no user nobody/],
  [['access', 'list', '--project', 'nowhere'], /there is no project nowhere/],
  [['access', 'add', 'x', '--role', 'emperor'], /Allowed choices are auditor, operator, admin/],
  [['project', 'add', 'second'], /with the name second exists/],
])('%j is refused in a line', async (command, message) => {
  expect(await failure(...command)).toMatch(message);
});

test('without a running database the way out is named', async () => {
  const idle = runHullwatch(['access', 'list'], { ...settings, HULLWATCH_DATA_DIR: join(folder, 'empty') });
  expect(await idle.ended).toBe(1);
  expect(idle.errors()).toMatch(/^hullwatch: no database runs under .*: start `hullwatch up` first.*\n$/);
});

interface Key {
  readonly projectId: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

async function give(...words: string[]): Promise<Key> {
  return JSON.parse(await hullwatch('access', 'add', ...words, '--json'));
}

async function hullwatch(...command: string[]): Promise<string> {
  const run = runHullwatch(command, settings);
  const code = await run.ended;
  expect({ code, errors: run.errors() }).toEqual({ code: 0, errors: '' });
  return run.output();
}

async function failure(...command: string[]): Promise<string> {
  const run = runHullwatch(command, settings);
  expect(await run.ended).toBe(1);
  expect(run.errors().trim().split('\n')).toHaveLength(1);
  return run.errors();
}

/** @param values the query of a GET, the body of a POST */
async function status(
  key: Key,
  method: 'GET' | 'POST',
  path: string,
  values: Record<string, string> = {},
): Promise<number> {
  const client = openHssClient(address(), key, key.projectId);
  const request = { method, path: `/v5/{project_id}${path}`, pathParams: { project_id: key.projectId } };
  try {
    const answer = await client.send({
      ...request,
      ...(method === 'GET' ? { queryParams: values } : { body: values }),
    });
    return Number(answer.httpStatusCode);
  } catch (error) {
    return (error as HssException).httpStatusCode;
  }
}

async function login(password: string): Promise<number> {
  const user = { name: 'admin', password, domain: { name: 'hullwatch' } };
  const auth = { identity: { methods: ['password'], password: { user } }, scope: { project: { name: 'default' } } };
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${address()}/v3/auth/tokens`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ auth }),
  });
  return answer.status;
}

function address(): string {
  return `http://${settings.HULLWATCH_LISTEN}`;
}
