// Runs jobs of one name until it is killed: dying-worker.mjs <checkout> <database> <name> <exclusive>.
import { openRelease } from './old-release.mjs';
import { openServices } from './services.mjs';

const [checkout, url, name, exclusive] = process.argv.slice(2);
const old = await openRelease(checkout);
// One request at a time, and a trickle: there is time to be killed in.
const { pool, services, handlers } = openServices(old, url, { HULLWATCH_LIMIT_REGISTRY_CONCURRENCY: '1' });
await old.jobs.startWorker({
  pool,
  logger: services.logger,
  handlers: { [name]: handlers[name] },
  concurrency: 1,
  exclusive: exclusive === 'true',
});
