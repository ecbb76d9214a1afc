import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { Pool } from '../src/database/index.ts';

/** Who runs where. */
export interface Cores {
  /** In words, for the report. */
  readonly layout: string;
  /** Put before the command of the server, so that it runs on its own core; empty when it shares. */
  readonly serverPrefix: string;
  /** Puts this process, its children to come and PostgreSQL on the other cores. */
  isolate(pool: Pool): Promise<void>;
  /** Lets this process run everywhere again. */
  restore(): void;
}

const ALL = `0-${availableParallelism() - 1}`;

/**
 * A registry is another machine in life. Here it gets a core of its own where there are two and `taskset`: sharing cores
 * with its clients, it would be slowed by what they compute, and the ratio would tell how dear the registry is.
 */
export function separateCores(): Cores {
  if (availableParallelism() < 2 || !canPin())
    return { layout: 'registry shares all cores', serverPrefix: '', isolate: async () => {}, restore: () => {} };
  const others = `1-${availableParallelism() - 1}`;
  return {
    layout: 'registry on a core of its own',
    serverPrefix: 'taskset -c 0 ',
    isolate: async (pool) => {
      pin(process.pid, others);
      pin(await postmaster(pool), others);
    },
    restore: () => pin(process.pid, ALL),
  };
}

async function postmaster(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>(
    `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid`,
  );
  return rows[0]?.pid ?? Number.NaN;
}

function canPin(): boolean {
  try {
    pin(process.pid, ALL);
    return true;
  } catch {
    return false;
  }
}

/** All threads of the process; what it starts later inherits it. */
function pin(pid: number, cores: string): void {
  execFileSync('taskset', ['-a', '-p', '-c', cores, `${pid}`], { stdio: ['ignore', 'ignore', 'ignore'] });
}
