import { listAdvisorySources, withoutSecrets } from '../../advisories/index.ts';
import { type Pool, pendingMigrations } from '../../database/index.ts';
import type { Readiness } from './deps.ts';

const READY_MS = 3000;

/** Whether the database answers, is migrated, and how the configured advisory sources stand. Answers within three seconds. */
export async function isReady(pool: Pool, advisorySources: readonly string[]): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<Readiness>((resolve) => {
    timer = setTimeout(resolve, READY_MS, notReady('the database does not answer'));
  });
  const answer = askDatabase(pool, advisorySources).catch(() => notReady('the database does not answer'));
  const readiness = await Promise.race([answer, silence]);
  clearTimeout(timer);
  return readiness;
}

async function askDatabase(pool: Pool, advisorySources: readonly string[]): Promise<Readiness> {
  const pending = await pendingMigrations(pool);
  if (pending.length > 0) return notReady(`migrations are not applied: ${pending.join(', ')}`);
  const known = await listAdvisorySources(pool);
  const tried = new Set(known.filter(({ status }) => status !== 'pending').map(({ source }) => source));
  const failed = known.filter(({ status }) => status === 'failed').length;
  const loading = advisorySources.filter((source) => !tried.has(withoutSecrets(source))).length;
  // An API of its own has no sources; its workers have.
  const sources = Math.max(advisorySources.length, known.length);
  return { ready: true, problems: [], advisories: { sources, loading, failed } };
}

function notReady(problem: string): Readiness {
  return { ready: false, problems: [problem] };
}
