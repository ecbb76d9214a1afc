import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { composeApp, composeServices, connect, refuseWrongKey, type Services } from './compose.ts';
import { AppError, type Closers, type Config, type Logger, type Pool } from './runtime/index.ts';
export const API_CONNECTIONS = 10;
/** Ends a statement before its request, so that the caller reads 503. */
export const API_STATEMENT_MS = 30_000;

/** `hullwatch serve`: the API over a given database, which it waits for. */
export async function serve(config: Config, logger: Logger, closers: Closers): Promise<void> {
  const services = composeServices(config, logger);
  const pool = await connect(databaseOf(config), API_CONNECTIONS, logger, closers, API_STATEMENT_MS);
  await refuseWrongKey(services, pool);
  await startApi(services, pool, closers);
}

/** @returns the address, also when a free port was asked for */
export async function startApi(services: Services, pool: Pool, closers: Closers): Promise<string> {
  const { listen } = services.config;
  const app = composeApp(services, pool);
  closers.add('API', () => app.close());
  try {
    await app.listen(listen);
  } catch (cause) {
    throw describeListenFailure(cause as NodeJS.ErrnoException, `${listen.host}:${listen.port}`);
  }
  const { address, family, port } = app.server.address() as AddressInfo;
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  services.logger.info({ url }, 'listening');
  return url;
}

/** Fails before anything is made when the address could not be listened on. @throws AppError `conflict` */
export async function refuseTakenAddress({ listen }: Config): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen(listen), 'listening');
  } catch (cause) {
    throw describeListenFailure(cause as NodeJS.ErrnoException, `${listen.host}:${listen.port}`);
  }
  probe.close();
  await once(probe, 'close');
}

/** @throws AppError `config_invalid` when no database is configured */
export function databaseOf(config: Config): string {
  if (config.databaseUrl !== null) return config.databaseUrl;
  throw new AppError('config_invalid', 'HULLWATCH_DATABASE_URL is needed; only `hullwatch up` brings its own database');
}

function describeListenFailure(cause: NodeJS.ErrnoException, address: string): AppError {
  const reasons: Record<string, string> = {
    EADDRINUSE: 'is taken by another process; stop that one, or set HULLWATCH_LISTEN to another port',
    EACCES: 'may not be listened on by this user; set HULLWATCH_LISTEN to a port above 1023',
    EADDRNOTAVAIL: 'is not an address of this machine; correct HULLWATCH_LISTEN',
    ENOTFOUND: 'names a host that does not exist; correct HULLWATCH_LISTEN',
  };
  const reason = reasons[cause.code ?? ''] ?? `cannot be listened on: ${cause.message}`;
  return new AppError('conflict', `${address} ${reason}`, { cause, subject: address });
}
