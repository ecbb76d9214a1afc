import {
  type CachedFacts,
  type FactKey,
  findLayerFacts,
  type ManifestLayer,
  saveLayerFacts,
} from '../../inventory/index.ts';
import { type Analyzer, type AnalyzerFacts, readLayer, TREE_ANALYZER } from '../../layers/index.ts';
import { AppError } from '../../model/index.ts';
import { withinSeconds } from '../../process/index.ts';
import type { RegistryConnector } from '../../registries/index.ts';
import type { ScanDeps } from './deps.ts';
import { withLayerLock } from './with-layer-lock.ts';

/** A layer, and where its bytes are to be had. */
export interface LayerSource {
  readonly projectPk: number;
  readonly repository: string;
  readonly layer: ManifestLayer;
  readonly connector: Pick<RegistryConnector, 'blob'>;
}

type ReadDeps = Pick<ScanDeps, 'pool' | 'limits' | 'stages' | 'layersInFlight'>;

/**
 * The facts of one layer: from the database for every analyzer that has seen it at its version, and by streaming the blob
 * once for the others. Images scanned at the same time, by this process or another, wait for each other's reading of a
 * shared layer.
 * @throws AppError `digest_mismatch` when the known diff_id is not the one the config claims
 */
export async function readLayerOnce(
  deps: ReadDeps,
  source: LayerSource,
  signal: AbortSignal,
): Promise<readonly AnalyzerFacts[]> {
  const key = `${source.projectPk} ${source.layer.digest}`;
  for (let other = deps.layersInFlight.get(key); other; other = deps.layersInFlight.get(key)) await other;
  const reading = findOrRead(deps, source, signal);
  const settled = reading.then(
    () => {},
    () => {},
  );
  deps.layersInFlight.set(key, settled);
  try {
    return await reading;
  } finally {
    deps.layersInFlight.delete(key);
  }
}

async function findOrRead(deps: ReadDeps, source: LayerSource, signal: AbortSignal): Promise<readonly AnalyzerFacts[]> {
  const { digest } = source.layer;
  const find = async () => {
    const cached = await lookUp(deps, source);
    return cached.missing.length === 0 ? cached.hits : null;
  };
  const key = { projectPk: source.projectPk, digest };
  return (await find()) ?? withLayerLock(deps.pool, key, find, () => readMissing(deps, source, signal), signal);
}

/** Only the analyzers that have not seen the layer run over it; what the others said stays. */
async function readMissing(
  deps: ReadDeps,
  source: LayerSource,
  signal: AbortSignal,
): Promise<readonly AnalyzerFacts[]> {
  const { hits, missing } = await lookUp(deps, source);
  const names = new Set(missing.map(({ name }) => name));
  const analyzers = deps.stages.analyzers.filter(({ name }) => names.has(name));
  const fresh = await readAndSave(deps, source, analyzers, signal);
  const known = new Map([...hits, ...fresh].map((reading) => [reading.analyzer, reading]));
  return [...deps.stages.analyzers, TREE_ANALYZER].flatMap(({ name }) => known.get(name) ?? []);
}

async function readAndSave(
  { pool, limits }: ReadDeps,
  { projectPk, repository, layer, connector }: LayerSource,
  analyzers: readonly Analyzer[],
  signal: AbortSignal,
): Promise<readonly AnalyzerFacts[]> {
  const reading = await withinSeconds(limits.layerSeconds, signal, (limited) => {
    const open = () => connector.blob(repository, layer, limited);
    return readLayer(open(), layer, { analyzers, limits, signal: limited, reopen: open });
  });
  const { diffId, uncompressedSize, entries, facts: readings } = reading;
  const { digest, mediaType, size } = layer;
  await saveLayerFacts(pool, projectPk, { digest, diffId, mediaType, size, uncompressedSize, entries, readings });
  return readings;
}

async function lookUp({ pool, stages }: ReadDeps, { projectPk, layer }: LayerSource): Promise<CachedFacts<FactKey>> {
  const cached = await findLayerFacts(pool, projectPk, layer.digest, [...stages.analyzers, TREE_ANALYZER]);
  if (layer.diffId === null || cached.diffId === null || layer.diffId === cached.diffId) return cached;
  const message = `layer ${layer.digest} holds ${cached.diffId}, its image claims ${layer.diffId}`;
  throw new AppError('digest_mismatch', message, { subject: layer.digest });
}
