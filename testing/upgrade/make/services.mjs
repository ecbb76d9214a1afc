import { createHash } from 'node:crypto';

/** Known to everybody who can read this: it seals nothing but the made-up secrets of this state. */
export const MASTER_KEY = createHash('sha256').update('the master key of the upgrade test').digest('hex');
/** Relative to the working directory, so that it is the same wherever the state is made and used. */
export const ADVISORIES = 'testing/upgrade/advisories';

/** The wiring of the old release over a database. */
export function openServices({ runtime, compose }, url, settings = {}) {
  const config = runtime.loadConfig({
    HULLWATCH_DATABASE_URL: url,
    HULLWATCH_MASTER_KEY: MASTER_KEY,
    HULLWATCH_EGRESS_ALLOW: '127.0.0.0/8',
    HULLWATCH_ADVISORY_SOURCES: ADVISORIES,
    HULLWATCH_LOG_LEVEL: 'silent',
    ...settings,
  });
  const pool = runtime.openPool(url, { max: 10 });
  const services = compose.composeServices(config, runtime.createLogger(config.logLevel));
  const http = compose.openFeedHttp(services);
  return { pool, services, handlers: compose.composeJobs(services, pool, http), close: () => closeAll(http, pool) };
}

async function closeAll(http, pool) {
  await http.close();
  await pool.end();
}
