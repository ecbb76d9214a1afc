import {
  loadAdvisories,
  loadEnrichments,
  retireSources,
  type SourceLimits,
  withoutSecrets,
} from '../../advisories/index.ts';
import type { Pool } from '../../database/index.ts';
import type { Http } from '../../http/index.ts';
import type { Clock, Logger } from '../../process/index.ts';
import { orderRejudge } from './order-rejudge.ts';

/** What loading a source needs. */
export interface AdvisoryDeps {
  readonly pool: Pool;
  readonly http: Http;
  readonly limits: SourceLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Sources that are configured: a job that an earlier process left may name another. */
  readonly advisorySources: readonly string[];
  /** Enrichment feeds that are configured, as `feed=place`. */
  readonly enrichmentSources: readonly string[];
}

/** Loads one configured source: of advisories, or of an enrichment feed. */
export async function refreshSource(deps: AdvisoryDeps, source: string, signal: AbortSignal): Promise<void> {
  if (deps.advisorySources.includes(source)) return refreshAdvisories(deps, source, signal);
  if (deps.enrichmentSources.includes(source)) return refreshEnrichments(deps, source, signal);
  deps.logger.info({ source: withoutSecrets(source) }, 'not loaded: the source is no longer configured');
}

/** Orders the re-match of what changed in the transaction that swaps the rows: a crash in between loses neither. */
async function refreshAdvisories(deps: AdvisoryDeps, source: string, signal: AbortSignal): Promise<void> {
  const result = await loadAdvisories(deps.pool, source, { ...deps, signal, onSwap: orderRejudge });
  const { outcome, reason, loaded, withdrawn, rejectedCount: rejected, changed } = result;
  const figures = { source: withoutSecrets(source), outcome, loaded, withdrawn, rejected, changed: changed.length };
  if (outcome === 'failed') deps.logger.warn({ ...figures, reason }, 'advisories not loaded; those from before stay');
  else deps.logger.info(figures, 'advisories loaded');
}

/** Changes no verdict, so nothing has to be judged again. */
async function refreshEnrichments(deps: AdvisoryDeps, source: string, signal: AbortSignal): Promise<void> {
  const { outcome, reason, loaded, rejectedCount } = await loadEnrichments(deps.pool, source, { ...deps, signal });
  const figures = { source: withoutSecrets(source), outcome, loaded, rejected: rejectedCount };
  if (outcome === 'failed') deps.logger.warn({ ...figures, reason }, 'enrichments not loaded; those from before stay');
  else deps.logger.info(figures, 'enrichments loaded');
}

/** Removes the sources that are not among the configured ones, and orders the re-match of what they had said. */
export async function retireAdvisories(deps: AdvisoryDeps, configured: readonly string[]): Promise<void> {
  const retired = await retireSources(deps.pool, configured, orderRejudge);
  if (retired.length > 0) deps.logger.info({ sources: retired.map(withoutSecrets) }, 'advisory sources removed');
}
