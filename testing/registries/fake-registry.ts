import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FakeAuth, openGate } from './fake-auth.ts';
import type { Faults } from './fake-faults.ts';
import { answer } from './fake-routes.ts';
import { createStore } from './fake-store.ts';
import type { RegistryContent } from './registry-content.ts';

export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** A registry in this process: the pull side of the v2 API over HTTP, content put in by calls. */
export interface FakeRegistry extends RegistryContent {
  /** `127.0.0.1:port`. */
  readonly address: string;
  readonly url: URL;
  readonly faults: Faults;
  readonly requests: readonly RecordedRequest[];
  /** Distinct connections so far. */
  readonly connections: number;
  readonly tokensGiven: number;
  revokeTokens(): void;
  deleteTag(repository: string, tag: string): void;
  deleteRepository(repository: string): void;
  /** Ends it. Throws when a request came that no client of the pull API makes. */
  close(): Promise<void>;
}

export interface FakeRegistryOptions {
  readonly auth?: FakeAuth;
  /** Default: any free one. */
  readonly port?: number;
  readonly faults?: Faults;
}

export async function openFakeRegistry(options: FakeRegistryOptions = {}): Promise<FakeRegistry> {
  const store = createStore();
  const gate = openGate(options.auth ?? { kind: 'none' });
  const state = { store, gate, faults: { ...options.faults }, unexpected: [] as string[] };
  const requests: RecordedRequest[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    answer(state, request, response).catch((error) => response.destroy(error));
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((listening, failed) =>
    server.once('error', failed).listen(options.port ?? 0, '127.0.0.1', listening),
  );
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    url: new URL(`http://${address}/`),
    faults: state.faults,
    requests,
    get connections() {
      return connections;
    },
    get tokensGiven() {
      return gate.tokensGiven;
    },
    revokeTokens: gate.revokeTokens,
    putBlob: async (repository, bytes) => store.putBlob(repository, bytes),
    putManifest: async (repository, reference, bytes, mediaType) =>
      store.putManifest(repository, reference, bytes, mediaType),
    deleteTag: store.deleteTag,
    deleteRepository: store.deleteRepository,
    close: () => close(server, state.unexpected),
  };
}

async function close(server: Server, unexpected: readonly string[]): Promise<void> {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  if (unexpected.length > 0) throw new Error(`unexpected requests: ${unexpected.join(', ')}`);
}
