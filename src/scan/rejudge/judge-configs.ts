import { inTransaction } from '../../database/index.ts';
import {
  findUnjudged,
  listStageResults,
  loadManifest,
  loadScanTimes,
  lockManifestShared,
  lockProject,
  type ManifestPlace,
  type ScannableManifest,
  saveScanResult,
  saveStageResults,
} from '../../inventory/index.ts';
import { AppError, isAppError, type StageResult } from '../../model/index.ts';
import { CONFIG_FAULTS } from '../../oci/index.ts';
import type { RegistryConnector } from '../../registries/index.ts';
import type { ScanDeps } from '../run/deps.ts';
import { toScanFailure } from '../run/failure.ts';
import { type LearnedConfig, learnConfig, loadStoredConfig } from '../run/learn-config.ts';
import { connect } from '../run/read-image.ts';
import { judgeImage } from '../stages/judge-image.ts';
import { keepFindings } from '../stages/keep-findings.ts';
import type { ImageStage, JudgedStage } from '../stages/port/stage.ts';
import { skippedResult } from '../stages/stage-outcome.ts';
import { viewUnreadImage } from '../stages/view-unread-image.ts';
import { judgeConfigsJob } from './jobs.ts';
import { toScanResult } from './rejudge-manifests.ts';

/** One job reads the configs of so many images, some seconds' work; a killed one is done again from where it began. */
const IMAGES_PER_JOB = 20;
const START: ManifestPlace = { projectPk: 0, digest: '' };

/** Where a pass over all scanned images stands, as its job says it. */
export type ConfigPass = Parameters<typeof judgeConfigsJob.enqueue>[1];

/**
 * Has the build-commands stage look at images that were scanned before it, or its present rules, were there. Reads their
 * configs alone, from the database where they are stored; no layer is pulled. Images whose registry does not answer or does
 * not let us in are left for the next hour; of those whose config cannot be read the stage says why it did not look.
 */
export async function judgeConfigs(deps: ScanDeps, pass: ConfigPass, signal: AbortSignal): Promise<void> {
  const { after, silent } = pass;
  const run: Run = { ...deps, stage: findStage(deps), silent: new Set(silent), signal };
  const { stage } = run;
  const places = await findUnjudged(
    deps.pool,
    { name: stage.name, version: stage.version() },
    after ?? START,
    IMAGES_PER_JOB,
  );
  for (const place of places) {
    signal.throwIfAborted();
    await judgeConfig(run, place);
  }
  const last = places.at(-1);
  if (!last || places.length < IMAGES_PER_JOB) return;
  await judgeConfigsJob.enqueue(deps.pool, { after: last, silent: [...run.silent] });
}

interface Run extends ScanDeps {
  readonly stage: ImageStage;
  readonly silent: Set<string>;
  readonly signal: AbortSignal;
}

function findStage({ stages }: ScanDeps): ImageStage {
  const stage = stages.inOrder.find(({ name }) => name === 'build-commands');
  if (stage?.judges !== 'image') throw new Error('there is no stage that judges build commands by the image');
  return stage;
}

async function judgeConfig(run: Run, place: ManifestPlace): Promise<void> {
  const manifest = await loadManifest(run.pool, place.projectPk, place.digest);
  if (!manifest) return;
  const stored = await loadStoredConfig(run.pool, place.projectPk, manifest);
  const judged = stored ? await judge(run, manifest, stored) : await judgeFetched(run, place.projectPk, manifest);
  if (judged) await save(run, place, judged);
}

async function judge({ stage, clock }: Run, manifest: ScannableManifest, learned: LearnedConfig): Promise<JudgedStage> {
  const view = viewUnreadImage(manifest.layers, learned.config);
  const judged = (await judgeImage({ inOrder: [stage], analyzers: [] }, view, clock.now)).get(stage.name);
  if (!judged) throw new Error(`stage ${stage.name} has not judged the image`);
  return judged;
}

/** @returns null when another try can help */
async function judgeFetched(run: Run, projectPk: number, manifest: ScannableManifest): Promise<JudgedStage | null> {
  const registry = `${projectPk}/${manifest.registryPk}`;
  if (run.silent.has(registry)) return null;
  try {
    const learned = await fetchConfig(run, projectPk, manifest);
    if (learned.problem !== null) return notRead(run, learned.problem);
    return await judge(run, manifest, learned);
  } catch (error) {
    const { code, retryable, reason } = toScanFailure(error);
    if (run.signal.aborted || code === 'database_error') throw error;
    run.logger.warn({ digest: manifest.digest, reason }, 'the build of a scanned image was not judged');
    if (error instanceof SilentRegistry) run.silent.add(registry);
    return retryable || error instanceof SilentRegistry ? null : notRead(run, reason);
  }
}

function notRead({ stage, clock }: Run, reason: string): JudgedStage {
  return { result: skippedResult(stage, `did not look: ${reason}`, clock.now()), findings: null };
}

/** The registry itself does not answer, so that the next image would find the same. */
class SilentRegistry extends AppError {}

async function fetchConfig(run: Run, projectPk: number, manifest: ScannableManifest): Promise<LearnedConfig> {
  const connector = await connect(run, projectPk, manifest);
  try {
    return await learnConfig(run, projectPk, manifest, connector, run.signal);
  } catch (error) {
    const isOfRegistry = isAppError(error) && !CONFIG_FAULTS.some((code) => code === error.code);
    if (!isOfRegistry || run.signal.aborted) throw error;
    const isAnswering = error.code !== 'registry_rate_limited' && (await passesTest(connector, run.signal));
    throw isAnswering ? error : new SilentRegistry(error.code, error.message, { cause: error });
  } finally {
    await connector.close();
  }
}

/** One broken image must not keep the others of its registry from being read. */
async function passesTest(connector: RegistryConnector, signal: AbortSignal): Promise<boolean> {
  for await (const { failure } of connector.test(signal)) if (failure) return false;
  return true;
}

/** Findings before the project, as a scan takes these locks. A scan that ended meanwhile has looked with the same rules. */
async function save({ pool, stage }: Run, { projectPk, digest }: ManifestPlace, judged: JudgedStage): Promise<void> {
  await inTransaction(pool, async (tx) => {
    if (!(await lockManifestShared(tx, projectPk, digest))) return;
    if (judged.findings !== null) await stage.save?.(tx, { projectPk, digest }, judged.findings);
    await lockProject(tx, projectPk);
    const scan = (await loadScanTimes(tx, projectPk, [digest])).get(digest);
    const earlier = (await listStageResults(tx, projectPk, [digest])).get(digest) ?? [];
    if (!scan || earlier.length === 0) return;
    const results: readonly StageResult[] = keepFindings(earlier, [judged.result]);
    await saveScanResult(tx, projectPk, digest, toScanResult(scan, results));
    await saveStageResults(tx, projectPk, new Map([[digest, results]]));
  });
}
