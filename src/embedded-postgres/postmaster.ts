import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasArgument } from './process-identity.ts';

/** A running server as its `postmaster.pid` describes it. */
export interface Postmaster {
  readonly pid: number;
  readonly socketFolder: string;
  readonly state: 'starting' | 'ready' | 'stopping';
}

/** Above every pid_max of Linux (2^22) and macOS (99 999). */
const IMPOSSIBLE_PID = 999_999_999;

/** An argument that only the server of this data folder has. It is a custom setting, which PostgreSQL ignores. */
export function dataDirArgument(root: string): string {
  return `hullwatch.data_dir=${root}`;
}

/**
 * The living server of this data folder, or null. A process number alone proves nothing after a restart of the
 * machine, so the process must also have this argument; no other process is ever signalled.
 */
export function findPostmaster(root: string, cluster: string): Postmaster | null {
  const lines = readPidFile(cluster);
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !hasArgument(pid, dataDirArgument(root))) return null;
  const word = (lines[7] ?? '').trim();
  return { pid, socketFolder: lines[4] ?? '', state: word === 'ready' || word === 'stopping' ? word : 'starting' };
}

/**
 * PostgreSQL refuses to start while the number in a left-over `postmaster.pid` is any living process. When that is
 * not this server, the number is replaced; the file stays, because its shared memory key still guards the cluster
 * against a server that we cannot see (another container on the same volume).
 */
export function invalidatePidFile(cluster: string): void {
  const [pid, ...rest] = readPidFile(cluster);
  if (pid !== undefined) writeFileSync(join(cluster, 'postmaster.pid'), [IMPOSSIBLE_PID, ...rest].join('\n'));
}

function readPidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}
