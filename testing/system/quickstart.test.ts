import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFakeRegistry } from '../../fixtures/registry/index.ts';
import { pushSampleImages } from '../../quickstart/sample-images.ts';
import { runQuickstart } from '../quickstart/run-quickstart.ts';

const NOBODY = 65534;
const SAMPLES = [
  /^legacy\/app +0\.9 .* failed +unknown +0 +Schema V1 images cannot be scanned/m,
  /^shop\/api +2\.0 .* success +High +4$/m,
  /^shop\/web +1\.0 .* success +High +5$/m,
  /^shop\/web +1\.1 .* success +Security +0$/m,
  /^tools\/edge +3\.18 .* multi +success +High +1$/m,
];
/** Root runs it both ways: the database drops root's rights, and needs none. */
const USERS: [string, number | undefined][] = [['the user of this run', undefined]];
if (process.getuid?.() === 0) USERS.push(['a user without rights', NOBODY]);

describe.each(USERS)('quickstart as %s', (_, uid) => {
  let folder: string;
  const owner = uid === undefined ? {} : { uid };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hullwatch-quickstart-'));
    chmodSync(folder, 0o755);
    if (uid !== undefined) chownSync(folder, uid, uid);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('shows the samples, and its signed request gives the same list again', async () => {
    // The settings of another installation, as a shell may have them, are not this one's.
    const env = { HULLWATCH_DATABASE_URL: 'postgresql://127.0.0.1:1/other', HULLWATCH_MASTER_KEY: 'other' };
    const run = await runQuickstart(['--folder', folder], { ...owner, env });
    await run.until('Ctrl-C stops it');
    for (const sample of SAMPLES) expect(run.output()).toMatch(sample);
    const curl = /^curl [\s\S]*?'$/m.exec(run.output())?.[0] ?? '';
    const answer = JSON.parse(execFileSync('sh', ['-c', `${curl.replace('curl', 'curl -sS')}`], { encoding: 'utf8' }));
    expect(answer.total_num).toBe(6);
    const docs = /people: +(\S+)/.exec(run.output())?.[1] ?? '';
    expect((await fetch(docs)).headers.get('content-type')).toContain('text/html');
    run.interrupt();
    expect(await run.exit).toBe(130);
  });

  test('leaves no process behind when it is stopped while the database is being made', async () => {
    const early = join(folder, 'early');
    const run = await runQuickstart(['--folder', early], owner);
    while (!existsSync(join(early, 'data/hullwatch.lock'))) await sleep(10);
    run.interrupt();
    expect(await run.exit).toBe(130);
    expect(existsSync(join(early, 'data/hullwatch.lock'))).toBe(false);
  });

  test('leaves no process behind', () => {
    expect(spawnSync('pgrep', ['-f', folder], { encoding: 'utf8' }).stdout).toBe('');
  });

  test('a second run goes on with the same data', async () => {
    const run = await runQuickstart(['--folder', folder, '--exit'], owner);
    expect(await run.exit).toBe(0);
    for (const sample of SAMPLES) expect(run.output()).toMatch(sample);
    const log = readFileSync(join(folder, 'hullwatch.log'), 'utf8');
    expect(log.match(/First start/g)).toHaveLength(1);
  });
});

test('a registry of the user, with a password from standard input, is connected, scanned and explained', async () => {
  const login = { username: 'me', password: 'pass word' };
  const registry = await openFakeRegistry({ auth: { kind: 'basic', ...login } });
  await pushSampleImages(registry);
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-quickstart-'));
  const target = ['--registry', registry.url.origin, '--username', 'me', '--password-stdin', '--folder', folder];
  const args = [...target, '--explain', 'shop/web:1.0', '--exit'];
  const mistyped = await runQuickstart(args, { input: 'wrong\n' });
  expect(await mistyped.exit).toBe(1);
  expect(mistyped.output()).toMatch(
    /quickstart: the registry cannot be used: .* rejected the credentials for GET \/v2\//,
  );
  const run = await runQuickstart(args, { input: 'pass word\n' });
  expect(await run.exit, run.output()).toBe(0);
  expect(run.output()).toMatch(
    /^CVE-2021-44906 +High +minimist +1\.2\.5 +1\.2\.6 +SAMPLE-npm-CVE-2021-44906 +sha256:\w{12}$/m,
  );
  expect(run.output() + readFileSync(join(folder, 'hullwatch.log'), 'utf8')).not.toContain(login.password);
  await registry.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a taken port is said in a line, also when another Hullwatch answers there', async () => {
  const other = createServer((_request, answer) => answer.end('{"status":"ok"}')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-quickstart-'));
  const { port } = other.address() as AddressInfo;
  const run = await runQuickstart(['--folder', folder, '--listen', `127.0.0.1:${port}`]);
  expect(await run.exit).toBe(1);
  expect(run.output()).toMatch(
    /did not start: 127\.0\.0\.1:\d+ is taken by another process; stop that one, or set --listen/,
  );
  other.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  [['--registry', 'ftp://x'], 'wants http://host or https://host'],
  [['--registry', 'http://u:p@x'], 'takes no credentials'],
  [['--username', 'me'], 'needs --password-stdin'],
  [['--folder', '/proc/x/y'], 'cannot be written by this user'],
])('%j ends with one line that says what is wrong', async (args, message) => {
  const run = await runQuickstart(args);
  expect(await run.exit).toBe(1);
  expect(run.output().trim().split('\n')).toEqual([expect.stringContaining(message)]);
});
