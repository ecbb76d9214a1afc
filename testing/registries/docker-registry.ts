import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RegistryContent } from '../../fixtures/registry/registry-content.ts';
import { openPush } from './push-content.ts';
import { run } from './run-tool.ts';
import { startTokenServer, type TokenServer } from './token-server.ts';

/** How the registry knows its users. `token` starts a token server of its own. */
export type DockerRegistryAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'htpasswd' | 'token'; readonly username: string; readonly password: string };

export interface DockerRegistryOptions {
  readonly auth?: DockerRegistryAuth;
  /** Default: files in a temporary folder. */
  readonly storage?: 'filesystem' | 'inmemory';
  /** Command to run. Default `docker-registry`. */
  readonly binary?: string;
}

/** A real docker-registry (Debian package `docker-registry`) on its own port of 127.0.0.1, its files in its own folder. */
export interface DockerRegistry extends RegistryContent {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** Its folder: `log`, `config.json` and, unless in memory, `data`. */
  readonly folder: string;
  /** Ends the process and removes the folder. */
  stop(): Promise<void>;
}

const START_MS = 20_000;

/** Starts one and waits until it answers. Throws, with what it logged, when the binary is missing or it does not start. */
export async function startDockerRegistry(options: DockerRegistryOptions = {}): Promise<DockerRegistry> {
  const folder = await mkdtemp(join(tmpdir(), 'hullwatch-registry-'));
  const auth = options.auth ?? { kind: 'none' };
  const tokens = auth.kind === 'token' ? await startTokenServer(folder, auth) : null;
  const address = `127.0.0.1:${await freePort()}`;
  await writeFile(
    join(folder, 'config.json'),
    JSON.stringify(await configOf(options.storage ?? 'filesystem', auth, { folder, address, tokens })),
  );
  const binary = options.binary ?? 'docker-registry';
  const child = launch(binary, folder);
  const stop = () => stopAll(child, tokens, folder);
  try {
    await untilAnswering(child, address, { folder, binary });
  } catch (error) {
    await stop();
    throw error;
  }
  const push = openPush(new URL(`http://${address}/`), auth.kind === 'none' ? null : auth);
  return { address, folder, stop, ...push };
}

interface Place {
  readonly folder: string;
  readonly address: string;
  readonly tokens: TokenServer | null;
}

async function configOf(storage: 'filesystem' | 'inmemory', auth: DockerRegistryAuth, place: Place): Promise<object> {
  return {
    version: 0.1,
    log: { level: 'warn' },
    storage: {
      [storage]: storage === 'filesystem' ? { rootdirectory: join(place.folder, 'data') } : {},
      delete: { enabled: true },
      maintenance: { uploadpurging: { enabled: false } },
    },
    http: { addr: place.address, secret: 'for tests' },
    compatibility: { schema1: { enabled: true } },
    ...(await authOf(auth, place)),
  };
}

async function authOf(auth: DockerRegistryAuth, { folder, tokens }: Place): Promise<object> {
  if (tokens)
    return {
      auth: {
        token: {
          realm: tokens.realm,
          service: tokens.service,
          issuer: tokens.issuer,
          rootcertbundle: tokens.certificate,
        },
      },
    };
  if (auth.kind !== 'htpasswd') return {};
  const path = join(folder, 'htpasswd');
  await writeFile(path, await run('htpasswd', ['-n', '-i', '-B', auth.username], auth.password));
  return { auth: { htpasswd: { realm: 'hullwatch tests', path } } };
}

/** The shell ends the registry and removes its folder when its standard input ends: also when this process is killed. */
function launch(binary: string, folder: string): ChildProcess {
  const script = `${binary} serve config.json >log 2>&1 & pid=$!; exec 3<&0; (cat <&3; kill -9 $pid; rm -rf "$PWD") >/dev/null 2>&1 & wait $pid`;
  return spawn('sh', ['-c', script], { cwd: folder, stdio: ['pipe', 'ignore', 'ignore'] });
}

async function untilAnswering(
  child: ChildProcess,
  address: string,
  { folder, binary }: { folder: string; binary: string },
): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const status = await fetch(`http://${address}/v2/`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200 || status === 401) return;
    await sleep(50);
  }
  const log = await readFile(join(folder, 'log'), 'utf8').catch(() => '');
  const missing =
    child.exitCode === 127 ? `${binary} is not installed: apt-get install docker-registry` : `${binary} did not start`;
  throw new Error(`${missing}\n${log.slice(-2000)}`);
}

async function stopAll(child: ChildProcess, tokens: TokenServer | null, folder: string): Promise<void> {
  const ended = child.exitCode === null ? new Promise((done) => child.once('exit', done)) : null;
  child.stdin?.end();
  await ended;
  await tokens?.stop();
  await rm(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
