import { createSign, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { run } from './run-tool.ts';

/** What the registry's configuration needs to know of the token server. */
export interface TokenServer {
  readonly realm: string;
  readonly service: string;
  readonly issuer: string;
  /** Path of the certificate that signs, PEM. */
  readonly certificate: string;
  stop(): Promise<void>;
}

interface User {
  readonly username: string;
  readonly password: string;
}

const SERVICE = 'hullwatch-tests';
const ISSUER = 'hullwatch-token-server';
const LIFE_SECONDS = 60;

/**
 * Starts a token server as distribution's docs/spec/auth/{token,jwt}.md describe it: Basic in, an RS256 JWT out whose header
 * carries the certificate (x5c). The one user gets every scope asked for. Key and certificate are made in `folder` with openssl.
 */
export async function startTokenServer(folder: string, user: User): Promise<TokenServer> {
  const [key, certificate] = [join(folder, 'token.key'), join(folder, 'token.crt')];
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    `/CN=${ISSUER}`,
    '-keyout',
    key,
    '-out',
    certificate,
  ]);
  const signer = { key: await readFile(key, 'utf8'), x5c: derOf(await readFile(certificate, 'utf8')) };
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (!isUser(request, user)) return void response.writeHead(401).end('{"details":"incorrect username or password"}');
    const scopes = new URL(request.url ?? '/', 'http://token').searchParams.getAll('scope');
    return void response.end(JSON.stringify({ token: sign(signer, user.username, scopes), expires_in: LIFE_SECONDS }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  const realm = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  return { realm, service: SERVICE, issuer: ISSUER, certificate, stop };
}

function isUser(request: IncomingMessage, { username, password }: User): boolean {
  return request.headers.authorization === `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function sign({ key, x5c }: { key: string; x5c: string }, subject: string, scopes: readonly string[]): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: ISSUER,
    sub: subject,
    aud: SERVICE,
    iat: now,
    nbf: now - 5,
    exp: now + LIFE_SECONDS,
    jti: randomUUID(),
    access: scopes.map(toAccess),
  };
  const signed = [{ typ: 'JWT', alg: 'RS256', x5c: [x5c] }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
}

/** `type:name:action,action`; a name may hold colons (host:port/name). */
function toAccess(scope: string): { type: string; name: string; actions: string[] } {
  const parts = scope.split(':');
  return { type: parts[0] ?? '', name: parts.slice(1, -1).join(':'), actions: (parts.at(-1) ?? '').split(',') };
}

function derOf(pem: string): string {
  return pem.replace(/-----[^-]+-----|\s/g, '');
}
