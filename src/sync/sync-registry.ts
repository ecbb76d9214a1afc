import { inTransaction } from '../database/index.ts';
import { countImages } from '../inventory/index.ts';
import type { Registry } from '../model/index.ts';
import {
  type LoadedRegistry,
  loadRegistry,
  markRegistrySynced,
  type RegistryInstance,
  type RegistryState,
  setRegistryImages,
  setRegistryInstance,
  setRegistryStatus,
} from '../registries/index.ts';
import { finishTaskRegistry, type SyncOutcome, startTaskRegistry } from '../tasks/index.ts';
import { openBatchWriter } from './batch-writer.ts';
import type { SyncDeps, SyncTarget } from './deps.ts';
import { failReasonOf, inWords, isRegistryFailure, openFailureBudget } from './failure.ts';
import { openSlots } from './in-flight.ts';
import { closeLedger, type LedgerSummary, summariseLedger } from './ledger.ts';
import { openProgress } from './progress.ts';
import { isMoved } from './refuse-disconnected.ts';
import { removeAbsent } from './remove-absent.ts';
import { openCache } from './resolved-manifest.ts';
import type { SyncRun } from './run.ts';
import { openStoredManifests } from './stored-manifests.ts';
import { listRepositories, syncRepositories } from './sync-repositories.ts';

/** How a run ended, for the registry's record and for the task. */
interface Ending {
  readonly state: RegistryState;
  readonly outcome: SyncOutcome;
  readonly synced: boolean;
  /** The one instance that all images belong to; null when the type has none, or when they belong to several. */
  readonly instance: RegistryInstance | null;
}

const CONNECTED: RegistryState = { status: 'success', failReason: null, failDetail: null };

/**
 * Brings the images of a registry in line with what it lists now. A run that was interrupted at any point goes on with the
 * repositories that are not done. A registry that cannot be read is reported on its record and in the task.
 * @throws the abort, and what is not the registry's fault: while `attemptsLeft` the job runs again, else it is reported too
 */
export async function syncRegistry(
  deps: SyncDeps,
  target: SyncTarget,
  job: { readonly signal: AbortSignal; readonly attemptsLeft: boolean },
): Promise<void> {
  const { projectPk, taskId, registryPk } = target;
  if (!(await startTaskRegistry(deps.pool, projectPk, taskId, registryPk))) return;
  let loaded: LoadedRegistry | null = null;
  const end = (ending: Ending) => finish(deps, target, ending, loaded);
  try {
    loaded = await loadRegistry(deps.pool, projectPk, registryPk, deps.vault);
    await end(loaded && !loaded.deleting ? await runSync(deps, target, loaded, job.signal) : disconnected());
  } catch (error) {
    job.signal.throwIfAborted();
    const expected = isRegistryFailure(error) || isMoved(error);
    if (!expected && job.attemptsLeft) throw error;
    await end(failed(failReasonOf(error), inWords(error)));
    if (!expected) throw error;
  }
}

async function runSync(
  deps: SyncDeps,
  target: SyncTarget,
  loaded: LoadedRegistry,
  signal: AbortSignal,
): Promise<Ending> {
  const stop = new AbortController();
  const run = openRun(deps, target, loaded, signal, stop);
  try {
    await listRepositories(run);
    await syncRepositories(run);
    await run.writer.flush();
    await run.progress.report();
    return await conclude(run);
  } catch (error) {
    // Errors of other steps that follow the stop say less than its reason.
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    await run.progress.stop();
    await run.writer.close();
    await run.connector.close();
  }
}

function openRun(
  deps: SyncDeps,
  target: SyncTarget,
  { registry, secret }: LoadedRegistry,
  signal: AbortSignal,
  stop: AbortController,
): SyncRun {
  const { epsPk, protocol, registryAddr } = registry;
  const source = { ...target, epsPk, protocol, registryAddr };
  const end = (reason: unknown): void => stop.abort(reason);
  const connector = deps.openConnector(registry, secret, { egress: deps.egress, limits: deps.limits });
  const progress = openProgress(deps, source, () => connector.requests, end);
  const either = AbortSignal.any([signal, stop.signal]);
  const stored = openStoredManifests(deps.pool, target.projectPk);
  return {
    deps,
    target,
    registry,
    connector,
    signal: either,
    stop: end,
    slots: openSlots(deps.limits.registryConcurrency, either),
    failures: openFailureBudget(end),
    progress,
    writer: openBatchWriter(deps, source, stored, end),
    manifests: openCache(),
    configs: openCache(),
    stored,
    instances: new Map(),
  };
}

async function conclude(run: SyncRun): Promise<Ending> {
  const summary = await summariseLedger(run.deps.pool, run.target);
  const problems = problemsInWords(summary);
  const { incomplete, tags, failedTags } = summary;
  if (incomplete > 0 || (tags > 0 && failedTags === tags)) return failed('SERVER_ERROR', problems);
  const refusal = await removeAbsent(run, summary.repositories);
  if (refusal !== null) return failed('SERVER_ERROR', [refusal, problems].filter(Boolean).join('; '));
  const [instance = null, ...others] = run.instances.values();
  const notes = [problems, emptinessInWords(summary, run.registry), instancesInWords(others.length + 1)];
  const reason = notes.filter(Boolean).join('; ');
  const outcome: SyncOutcome = reason ? { ok: true, reason } : { ok: true };
  return { state: CONNECTED, outcome, synced: true, instance: others.length === 0 ? instance : null };
}

function problemsInWords({ repositories, incomplete, tags, failedTags, problems }: LedgerSummary): string {
  const parts = [
    incomplete > 0 ? `${incomplete} of ${repositories} repositories could not be listed, so nothing was deleted` : '',
    failedTags > 0 ? `${failedTags} of ${tags} tags could not be read and are kept as they were` : '',
  ].filter(Boolean);
  return parts.length === 0 ? '' : `${parts.join('; ')}: ${problems.join('; ')}`;
}

/**
 * An empty list is reported because it may be a mistake: some registries list nothing instead of refusing their catalog, and a
 * name on the record may be misspelt.
 */
function emptinessInWords(
  { repositories, empty, emptyNames }: LedgerSummary,
  { repositories: named }: Registry,
): string {
  if (repositories === 0) return 'the registry lists no repository; if it holds some, name them in its "repositories"';
  if (!named?.length || empty === 0) return '';
  return `${empty} of the ${repositories} repositories named on the record hold no tag: ${emptyNames.join(', ')}${empty > emptyNames.length ? ' …' : ''}`;
}

/** The record of a registry has room for one instance. */
function instancesInWords(count: number): string {
  return count < 2 ? '' : `its images belong to ${count} instances; connect each instance as a registry of its own`;
}

function failed(failReason: RegistryState['failReason'], reason: string): Ending {
  const state = { status: 'fail', failReason, failDetail: reason } as const;
  return { state, outcome: { ok: false, reason }, synced: false, instance: null };
}

function disconnected(): Ending {
  return failed('REQUEST_API_ERROR', 'the registry was disconnected');
}

/** Rows of tasks are locked before those of registries, here as everywhere. */
async function finish(
  deps: SyncDeps,
  target: SyncTarget,
  ending: Ending,
  loaded: LoadedRegistry | null,
): Promise<void> {
  const { projectPk, taskId, registryPk } = target;
  const { listed } = await countImages(deps.pool, projectPk, registryPk);
  await inTransaction(deps.pool, async (tx) => {
    await finishTaskRegistry(tx, projectPk, taskId, registryPk, ending.outcome);
    await setRegistryStatus(tx, projectPk, registryPk, ending.state, loaded?.connection);
    await setRegistryImages(tx, projectPk, registryPk, listed);
    if (ending.instance) await setRegistryInstance(tx, projectPk, registryPk, ending.instance);
    if (ending.synced) await markRegistrySynced(tx, projectPk, registryPk, deps.clock.now());
    await closeLedger(tx, target);
  });
}
