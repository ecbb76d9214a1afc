import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../model/index.ts';
import type { Pool } from './database.ts';
import { isDatabaseUnavailable } from './database-errors.ts';

const OLDEST_VERSION = 15;
const PAUSE_MS = 500;
/**
 * Returns when the database answers and is PostgreSQL 15 or newer.
 * @param options.seconds how long to wait for a server that is not there or is starting
 * @param options.onWait called once, with the reason, before the first wait
 * @throws AppError `database_unavailable` naming the reason; never the password
 */
export async function waitForDatabase(
  pool: Pool,
  options: { seconds: number; onWait?: (reason: string) => void },
): Promise<void> {
  const until = Date.now() + options.seconds * 1000;
  let waiting = false;
  for (;;) {
    const failure = await tryConnection(pool);
    if (!failure) return;
    if (!failure.passing || Date.now() >= until) throw failure.error;
    if (!waiting) options.onWait?.(failure.error.message);
    waiting = true;
    await sleep(PAUSE_MS);
  }
}

async function tryConnection(pool: Pool): Promise<{ passing: boolean; error: AppError } | undefined> {
  try {
    const { rows } = await pool.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
    return refuseOldServer(rows[0]?.version ?? '');
  } catch (cause) {
    const message = `the database does not answer: ${describeFailure(cause)}`;
    return { passing: isDatabaseUnavailable(cause), error: new AppError('database_unavailable', message, { cause }) };
  }
}

function refuseOldServer(version: string): { passing: boolean; error: AppError } | undefined {
  if (Number.parseInt(version, 10) >= OLDEST_VERSION) return undefined;
  const message = `the database is PostgreSQL ${version}; ${OLDEST_VERSION} or newer is needed`;
  return { passing: false, error: new AppError('database_unavailable', message) };
}

/** A host name with several addresses fails with one error per address. */
function innermost(cause: unknown): { code?: string; message?: string } {
  const error = cause as { code?: string; message?: string; errors?: { code?: string; message?: string }[] };
  return error.errors?.[0] ?? error;
}

function describeFailure(cause: unknown): string {
  const { code, message } = innermost(cause);
  return message || code || 'unknown reason';
}
