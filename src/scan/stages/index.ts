import { inTransaction, type Pool } from '../../database/index.ts';
import { saveStageVersions } from '../../inventory/index.ts';
import type { Analyzer } from '../../layers/index.ts';
import type { StageName } from '../../model/index.ts';
import { openBuildCommands } from './build-commands/stage.ts';
import { openLayers } from './layers/stage.ts';
import { orderStages } from './order-stages.ts';
import { openPackages } from './packages/stage.ts';
import type { OpenStage, ScanStage, StageSettings } from './port/stage.ts';
import { openVulnerabilities } from './vulnerabilities/stage.ts';

/** Every stage there is. */
const STAGE_LIST: Readonly<Record<StageName, OpenStage>> = {
  layers: openLayers,
  packages: openPackages,
  vulnerabilities: openVulnerabilities,
  'build-commands': openBuildCommands,
};

/** The stages of this process, opened. */
export interface Stages {
  /** Each after all that it needs. */
  readonly inOrder: readonly ScanStage[];
  /** Of all stages, each once. Their names and versions are the key under which a layer's facts are cached. */
  readonly analyzers: readonly Analyzer[];
}

/**
 * Opens every stage with its part of the settings. A process that reads or judges opens its own; nothing that a stage holds is handed
 * from one process to another.
 * @throws Error when a stage cannot be opened, or two analyzers have one name
 */
export async function openStages(settings: Partial<Record<StageName, StageSettings>> = {}): Promise<Stages> {
  const names = Object.keys(STAGE_LIST) as StageName[];
  const opened = await Promise.all(names.map((name) => STAGE_LIST[name](settings[name] ?? {})));
  return arrangeStages(opened);
}

/** Orders opened stages and collects their analyzers. */
export function arrangeStages(stages: readonly ScanStage[]): Stages {
  const analyzers = new Map<string, Analyzer>();
  for (const analyzer of stages.flatMap((stage) => stage.analyzers)) {
    const other = analyzers.get(analyzer.name);
    if (other && other !== analyzer) throw new Error(`two analyzers are called ${analyzer.name}`);
    analyzers.set(analyzer.name, analyzer);
  }
  return { inOrder: orderStages(stages), analyzers: [...analyzers.values()] };
}

/** Writes down which stages look at which version, so that everybody can tell what is stale. */
export function announceStages(pool: Pool, { inOrder }: Stages): Promise<void> {
  const versions = new Map(inOrder.map((stage) => [stage.name, stage.version()]));
  return inTransaction(pool, (tx) => saveStageVersions(tx, versions));
}
