import { type FeedLimits, loadAdvisories, retireSources, withoutSecrets } from '../../advisories/index.ts';
import type { Pool } from '../../database/index.ts';
import type { Http } from '../../http/index.ts';
import type { Clock, Logger } from '../../process/index.ts';
import { orderRejudge } from './enqueue-rejudge.ts';

/** What loading a feed needs. */
export interface AdvisoryDeps {
  readonly pool: Pool;
  readonly http: Http;
  readonly limits: FeedLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Sources that are configured: a job that an earlier process left may name another. */
  readonly advisorySources: readonly string[];
}

/**
 * Loads one advisory source and orders the re-match of what changed, in the transaction that swaps the rows:
 * a crash in between loses neither.
 */
export async function refreshAdvisories(deps: AdvisoryDeps, source: string, signal: AbortSignal): Promise<void> {
  if (!deps.advisorySources.includes(source)) {
    deps.logger.info({ source: withoutSecrets(source) }, 'not loaded: the advisory source is no longer configured');
    return;
  }
  const result = await loadAdvisories(deps.pool, source, { ...deps, signal, onSwap: orderRejudge });
  const { outcome, reason, loaded, withdrawn, rejectedCount: rejected, changed } = result;
  const figures = { source: withoutSecrets(source), outcome, loaded, withdrawn, rejected, changed: changed.length };
  if (outcome === 'failed') deps.logger.warn({ ...figures, reason }, 'advisories not loaded; those from before stay');
  else deps.logger.info(figures, 'advisories loaded');
}

/** Removes the sources that are not among the configured ones, and orders the re-match of what they had said. */
export async function retireAdvisories(deps: AdvisoryDeps, configured: readonly string[]): Promise<void> {
  const retired = await retireSources(deps.pool, configured, orderRejudge);
  if (retired.length > 0) deps.logger.info({ sources: retired.map(withoutSecrets) }, 'advisory sources removed');
}
