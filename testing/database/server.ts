import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/index.ts';

export interface TestServer {
  readonly connection: { host: string; port: number; user: string };
  readonly stop: () => Promise<void>;
}

/** A throw-away PostgreSQL: the embedded default with durability off. */
export async function startServer(): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hullwatch-pg-'));
  chmodSync(dataDir, 0o711);
  const { connection, stop } = await startEmbeddedPostgres({ dataDir, durable: false });
  return {
    connection,
    stop: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
