import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FakeRegistry, openFakeRegistry } from '../../fixtures/registry/index.ts';
import { keepCredentials } from '../../quickstart/credentials.ts';
import { openHssClient } from '../../quickstart/hss-client.ts';
import { type HullwatchProcess, startHullwatch } from '../../quickstart/hullwatch-process.ts';
import { pushSampleImages } from '../../quickstart/sample-images.ts';
import { createEgressPolicy, openHttp } from '../../src/http/index.ts';
import { freeAddress } from '../processes/hullwatch.ts';
import { run } from '../registries/run-tool.ts';

const egress = createEgressPolicy(['127.0.0.0/8']);
let folder: string;
let certificate: string;
let key: Buffer;
let server: Server;
let url: URL;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hullwatch-tls-'));
  const [keyFile, crt] = [join(folder, 'key'), join(folder, 'crt')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    ...subject,
    '-keyout',
    keyFile,
    '-out',
    crt,
  ]);
  certificate = await readFile(crt, 'utf8');
  key = await readFile(keyFile);
  server = createServer({ key, cert: certificate }, (request, response) => {
    if (request.url === '/down') response.writeHead(302, { location: `http://127.0.0.1:1/` });
    response.end('{}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});

afterAll(async () => {
  server?.closeAllConnections();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

test('a certificate of an unknown authority is refused, and the message says so', async () => {
  const http = openHttp({ egress });
  await expect(http.request(url)).rejects.toMatchObject({
    code: 'host_unreachable',
    message: expect.stringMatching(/certificate is not trusted/),
  });
  await http.close();
});

test('an authority given beside those of the system is trusted', async () => {
  const http = openHttp({ egress, ca: certificate });
  expect((await (await http.request(url)).bytes(10)).toString()).toBe('{}');
  await http.close();
});

test('a redirect from https to http is refused', async () => {
  const http = openHttp({ egress, ca: certificate });
  await expect(http.request(new URL('/down', url))).rejects.toMatchObject({
    code: 'bad_answer',
    message: expect.stringMatching(/https to http/),
  });
  await http.close();
});

describe('a registry whose certificate an authority of the house signed', () => {
  let registry: FakeRegistry;
  let terminator: TlsServer;
  const running: HullwatchProcess[] = [];
  beforeAll(async () => {
    registry = await openFakeRegistry();
    await pushSampleImages(registry);
    const [host = '', port] = registry.address.split(':');
    terminator = createTlsServer({ key, cert: certificate }, (client) => {
      const upstream = connect(Number(port), host);
      client.pipe(upstream).pipe(client);
      for (const socket of [client, upstream]) socket.on('error', () => {});
    });
    await new Promise<void>((listening) => terminator.listen(0, '127.0.0.1', listening));
  });
  afterEach(async () => {
    for (const hullwatch of running.splice(0)) await hullwatch.stop();
  });
  afterAll(async () => {
    terminator?.close();
    await registry?.close();
  });

  /** Starts Hullwatch anew, connects the registry and waits for what becomes of it. */
  async function connectRegistry(name: string, settings: Record<string, string>) {
    const home = join(folder, name);
    await mkdir(home);
    const credentials = keepCredentials(home);
    const hullwatch = await startHullwatch(home, await freeAddress(), {
      HULLWATCH_BOOTSTRAP_PROJECT_ID: credentials.projectId,
      HULLWATCH_BOOTSTRAP_ACCESS_KEY: credentials.accessKey,
      HULLWATCH_BOOTSTRAP_SECRET_KEY: credentials.secretKey,
      HULLWATCH_EGRESS_ALLOW: '127.0.0.0/8',
      ...settings,
    });
    running.push(hullwatch);
    const client = openHssClient(hullwatch.address, credentials);
    const registryAddr = `127.0.0.1:${(terminator.address() as AddressInfo).port}`;
    await client.call('POST', '/image/registries', {
      ...{ registry_name: 'house', registry_type: 'Other', api_version: 'V2', protocol: 'https' },
      ...{ registry_addr: registryAddr, registry_username: '', registry_password: '' },
      ...{ connect_cluster_id: 'none', get_scan_image_channel: 'Other' },
    });
    const find = async () => {
      const { data_list: rows } = await client.call<{ data_list: Record<string, unknown>[] }>(
        'GET',
        '/image/registries',
      );
      return rows[0];
    };
    for (let row = await find(); ; row = await find()) {
      if (row?.status !== 'accessing') return { row, client };
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  test('is refused by default', async () => {
    const { row } = await connectRegistry('default', {});
    expect(row).toMatchObject({ status: 'fail', fail_reason: 'REQUEST_API_ERROR' });
    expect(registry.requests).toEqual([]);
  });

  test('is read when HULLWATCH_CA_FILE names the authority', async () => {
    const { row, client } = await connectRegistry('house', { HULLWATCH_CA_FILE: join(folder, 'crt') });
    expect(row).toMatchObject({ status: 'success' });
    await client.call('POST', '/image/image-sync/tasks', { sync_all_registries: true });
    const count = async () => (await client.call<{ total_num: number }>('GET', '/image/registries/images')).total_num;
    while ((await count()) < 6) await new Promise((resolve) => setTimeout(resolve, 100));
  });
});
