import type { Pool } from '../database/index.ts';
import { type HandledJob, handleJob } from '../jobs/index.ts';
import type { Clock } from '../process/index.ts';
import { purgeTokensJob } from './jobs.ts';
import { purgeExpiredTokens } from './tokens.ts';

/** One statement; the next hour takes the rest. */
const TOKENS_PER_JOB = 10_000;

export function authHandlers({ pool, clock }: { readonly pool: Pool; readonly clock: Clock }): HandledJob[] {
  const purge = async () => void (await purgeExpiredTokens(pool, clock.now(), TOKENS_PER_JOB));
  return [handleJob(purgeTokensJob, purge)];
}
