import { realpathSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, isAppError } from '../model/index.ts';
import { clusterOf, type Logger, makeDataFolder } from '../process/index.ts';
import { checkClusterOwner } from './data-folder.ts';
import { chooseOwner } from './database-owner.ts';
import { lockFolder } from './folder-lock.ts';
import { prepareBinaries } from './native-binaries.ts';
import { dataDirArgument, findPostmaster, invalidatePidFile, type Postmaster } from './postmaster.ts';
import { hasArgument } from './process-identity.ts';
import { createDatabase, type Installation, initialise, startServer, USER, untilReady } from './run-postgres.ts';
import { clearSocketFolder, makeSocketFolder, PORT } from './socket-folder.ts';
import { watchServer } from './watch-server.ts';

export interface EmbeddedOptions {
  /** Holds the cluster, its lock, log and socket. */
  readonly dataDir: string;
  /** Default true. False only for tests. */
  readonly durable?: boolean;
  /** Folder with bin, lib and share; default the installed package's. */
  readonly bundled?: string;
  /** Logs when the server ended by itself and was started again. */
  readonly logger?: Logger;
}

export interface EmbeddedPostgres {
  /** For `openPool`. The user has all rights; the socket is the only access. */
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
  /** The same as a URL, for other processes. */
  readonly url: string;
  /** True when the server of an earlier process that was killed was still running. */
  readonly attached: boolean;
  /** Fast shutdown: transactions are rolled back, everything committed is on disk. Frees the folder. */
  stop(): Promise<void>;
}

const DATABASE = 'hullwatch';
const STOP_MS = 60_000;
const ORPHANS_MS = 20_000;

/**
 * Runs the bundled PostgreSQL over a data folder, on a unix socket only. As root it runs as another user. A server
 * left by a killed process is attached to; a folder that another process holds is refused. Until `stop` a server that
 * ends by itself is started again.
 * @throws AppError `conflict` (folder in use), `config_invalid` or `database_unavailable`, each one line that says what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const root = makeDataFolder(options.dataDir);
  const unlock = lockFolder(root);
  try {
    const place = prepare(root, options);
    const running = await findRunning(place);
    const server = running ?? (await startStopped(place));
    const connection = { host: server.socketFolder, port: PORT, user: USER, database: DATABASE };
    const stop = stopOnce(place, unlock);
    await createDatabase(connection);
    const stopWatching = keepRunning(place, options.logger);
    const stopBoth = () => stopWatching().then(stop);
    return { connection, url: urlOf(connection), attached: running !== null, stop: stopBoth };
  } catch (error) {
    unlock();
    throw error;
  }
}

function prepare(root: string, options: EmbeddedOptions): Installation {
  const cluster = clusterOf(root);
  const owner = chooseOwner(cluster);
  checkClusterOwner(cluster, owner);
  const binaries = prepareBinaries(owner, options.bundled);
  return {
    root,
    cluster,
    owner,
    binaries,
    socketFolder: makeSocketFolder(root, owner),
    durable: options.durable ?? true,
  };
}

async function findRunning(place: Installation): Promise<Postmaster | null> {
  return untilReady(place, () => findPostmaster(place.root, place.cluster) === null);
}

async function startStopped(place: Installation): Promise<Postmaster> {
  if (findPostmaster(place.root, place.cluster))
    throw new AppError(
      'database_unavailable',
      `the embedded database under ${place.root} is still recovering; try again`,
    );
  await initialise(place);
  const until = Date.now() + ORPHANS_MS;
  for (;;) {
    try {
      invalidatePidFile(place.cluster);
      clearSocketFolder(place.socketFolder);
      return await startServer(place);
    } catch (error) {
      if (!hasOrphans(error) || Date.now() > until) throw error;
      await sleep(200);
    }
  }
}

function keepRunning(place: Installation, logger: Logger | undefined): () => Promise<void> {
  return watchServer({
    isRunning: () => findPostmaster(place.root, place.cluster) !== null,
    start: () => startStopped(place),
    onGone: () => logger?.error('the embedded database ended by itself; starting it again'),
    onBack: () => logger?.info('the embedded database runs again'),
    onFailure: (error) => logger?.error({ err: error }, 'the embedded database could not be started again'),
  });
}

/** Sessions of a killed server end by themselves, a moment after it. */
function hasOrphans(error: unknown): boolean {
  return isAppError(error) && error.message.includes('shared memory block');
}

/** The server is also stopped when this process exits without `stop`, so that only kill -9 leaves it running. */
function stopOnce(place: Installation, unlock: () => void): () => Promise<void> {
  const onExit = (): void => {
    requestStop(place);
    unlock();
  };
  process.once('exit', onExit);
  return async () => {
    const server = requestStop(place);
    if (server) await untilGone(place, server.pid);
    process.removeListener('exit', onExit);
    rmSync(place.socketFolder, { recursive: true, force: true });
    unlock();
  };
}

function requestStop(place: Installation): Postmaster | null {
  const server = findPostmaster(place.root, place.cluster);
  if (server) process.kill(server.pid, 'SIGINT');
  return server;
}

async function untilGone(place: Installation, pid: number): Promise<void> {
  const until = Date.now() + STOP_MS;
  while (hasArgument(pid, dataDirArgument(place.root))) {
    if (Date.now() > until)
      throw new AppError('database_unavailable', 'the embedded database did not stop in a minute');
    await sleep(20);
  }
}

function urlOf({ host, port, user, database }: EmbeddedPostgres['connection']): string {
  return `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
}

/** The database that another process runs over this data folder; null when none is ready. Starts and stops nothing. */
export function findEmbeddedPostgres(dataDir: string): EmbeddedPostgres['connection'] | null {
  try {
    const root = realpathSync(dataDir);
    const server = findPostmaster(root, clusterOf(root));
    if (server?.state !== 'ready') return null;
    return { host: server.socketFolder, port: PORT, user: USER, database: DATABASE };
  } catch {
    return null;
  }
}
