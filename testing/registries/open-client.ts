import {
  type FakeRegistry,
  type FakeRegistryOptions,
  openFakeRegistry,
} from '../../fixtures/registry/fake-registry.ts';
import { defaultLimits } from '../../src/config/index.ts';
import { createEgressPolicy, openHttp } from '../../src/http/index.ts';
import { openRegistryClient, type RegistryClient, type RegistryClientOptions } from '../../src/oci/index.ts';

/** A fake registry and a client of it. `pauses` are those the client wanted to make before repeating a request, milliseconds; it makes none. */
export interface ClientOfFake {
  readonly registry: FakeRegistry;
  readonly client: RegistryClient;
  readonly pauses: readonly number[];
  /** Moves the client's clock, which stands still otherwise. */
  advance(ms: number): void;
  close(): Promise<void>;
}

export interface ClientOfFakeOptions extends FakeRegistryOptions {
  readonly credentials?: RegistryClientOptions['credentials'];
  readonly tries?: number;
  /** How long the client reads one body. Default 30 s. */
  readonly bytesTimeoutMs?: number;
  readonly limits?: Partial<RegistryClientOptions['limits']>;
}

/** Opens both. The client may reach this machine only and never sleeps between tries. */
export async function openClientOfFake(options: ClientOfFakeOptions = {}): Promise<ClientOfFake> {
  const registry = await openFakeRegistry(options);
  const http = openHttp({
    egress: createEgressPolicy(['127.0.0.0/8']),
    bytesTimeoutMs: options.bytesTimeoutMs ?? 30_000,
  });
  const pauses: number[] = [];
  let now = Date.now();
  const retry = {
    tries: options.tries ?? 6,
    totalMs: 120_000,
    baseMs: 500,
    capMs: 60_000,
    now: () => now,
    random: () => 1,
    sleep: async (ms: number) => {
      pauses.push(ms);
      now += ms;
    },
  };
  const limits = { ...defaultLimits, ...options.limits };
  const client = openRegistryClient({
    baseUrl: registry.url,
    credentials: options.credentials ?? null,
    http,
    limits,
    retry,
  });
  return {
    registry,
    client,
    pauses,
    advance: (ms) => {
      now += ms;
    },
    close: async () => {
      await http.close();
      await registry.close();
    },
  };
}
