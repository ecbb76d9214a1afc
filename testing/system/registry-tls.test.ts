import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEgressPolicy, openHttp } from '../../src/runtime/index.ts';
import { run } from '../registries/run-tool.ts';

const egress = createEgressPolicy(['127.0.0.0/8']);
let folder: string;
let certificate: string;
let server: Server;
let url: URL;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hullwatch-tls-'));
  const [key, crt] = [join(folder, 'key'), join(folder, 'crt')];
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
    key,
    '-out',
    crt,
  ]);
  certificate = await readFile(crt, 'utf8');
  server = createServer({ key: await readFile(key), cert: certificate }, (request, response) => {
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
    code: 'registry_unreachable',
    message: /certificate is not trusted/,
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
    code: 'registry_protocol',
    message: /https to http/,
  });
  await http.close();
});
