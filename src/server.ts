import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { refuseWrongKey } from './auth/index.ts';
import { composeApp } from './compose.ts';
import type { Config } from './config/index.ts';
import type { Pool } from './database/index.ts';
import { AppError } from './model/index.ts';
import { connect, outlast } from './open-database.ts';
import { type Closers, type ListenAddress, type Logger, listenFailure } from './process/index.ts';
import { composeServices, type Services } from './services.ts';

export const API_CONNECTIONS = 10;
/** Ends a statement before its request, so that the caller reads 503. */
export const API_STATEMENT_MS = 30_000;

/** `hullwatch serve`: the API over a given database, which it waits for. */
export async function serve(config: Config, logger: Logger, closers: Closers): Promise<void> {
  const services = composeServices(config, logger);
  const pool = await connect(databaseOf(config), API_CONNECTIONS, logger, closers, API_STATEMENT_MS);
  await outlast(logger, () => refuseWrongKey(pool, services.vault));
  await startApi(services, pool, closers);
}

/** @returns the address, also when a free port was asked for */
export function startApi(services: Services, pool: Pool, closers: Closers): Promise<string> {
  return listen(services, composeApp(services, pool), apiAddress(services.config), closers);
}

export function apiAddress({ listen: address }: Config): ListenAddress {
  return { ...address, variable: 'HULLWATCH_LISTEN' };
}

/** Lets an app listen until the process stops. @returns its URL @throws AppError `conflict` when the address is not to be had */
export async function listen(
  { logger }: Services,
  app: FastifyInstance,
  address: ListenAddress,
  closers: Closers,
): Promise<string> {
  closers.add('HTTP', () => app.close());
  try {
    await app.listen({ host: address.host, port: address.port });
  } catch (cause) {
    throw listenFailure(cause as NodeJS.ErrnoException, address);
  }
  const { address: ip, family, port } = app.server.address() as AddressInfo;
  const url = `http://${family === 'IPv6' ? `[${ip}]` : ip}:${port}`;
  logger.info({ url }, 'listening');
  return url;
}

/** @throws AppError `config_invalid` when no database is configured */
export function databaseOf(config: Config): string {
  if (config.databaseUrl !== null) return config.databaseUrl;
  throw new AppError('config_invalid', 'HULLWATCH_DATABASE_URL is needed; only `hullwatch up` brings its own database');
}
