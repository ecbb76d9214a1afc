import { type AnalyzerFacts, findLayerFacts, type ManifestLayer, saveLayerFacts } from '../../inventory/index.ts';
import { type Fact, readLayer, TREE_ANALYZER } from '../../layers/index.ts';
import { AppError } from '../../model/index.ts';
import { withinSeconds } from '../../process/index.ts';
import type { RegistryConnector } from '../../registries/index.ts';
import type { ScanDeps } from './deps.ts';
import { withLayerLock } from './with-layer-lock.ts';

/**
 * The facts of one layer: from the database when every analyzer at its version has seen it, else by streaming the
 * blob once. Images scanned at the same time, by this process or another, wait for each other's reading of a shared layer.
 * @throws AppError `digest_mismatch` when the known diff_id is not the one the config claims
 */
export async function readLayerOnce(
  deps: ScanDeps,
  projectPk: number,
  repository: string,
  layer: ManifestLayer,
  connector: RegistryConnector,
  signal: AbortSignal,
): Promise<readonly AnalyzerFacts<Fact>[]> {
  const key = `${projectPk} ${layer.digest}`;
  for (let other = deps.layersInFlight.get(key); other; other = deps.layersInFlight.get(key)) await other;
  const reading = findOrRead(deps, projectPk, repository, layer, connector, signal);
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

async function findOrRead(...args: Parameters<typeof readLayerOnce>): Promise<readonly AnalyzerFacts<Fact>[]> {
  const [{ pool, stages }, projectPk, , layer, , signal] = args;
  const { digest } = layer;
  const find = async () => {
    const cached = await findLayerFacts<Fact>(pool, projectPk, digest, [TREE_ANALYZER, ...stages.analyzers]);
    return cached && verified(layer, cached.diffId, cached.readings);
  };
  return (await find()) ?? withLayerLock(pool, { projectPk, digest }, find, () => readAndSave(...args), signal);
}

async function readAndSave(
  deps: ScanDeps,
  projectPk: number,
  repository: string,
  layer: ManifestLayer,
  connector: RegistryConnector,
  signal: AbortSignal,
): Promise<readonly AnalyzerFacts<Fact>[]> {
  const { limits, stages } = deps;
  const reading = await withinSeconds(limits.layerSeconds, signal, (limited) => {
    const open = () => connector.blob(repository, layer, limited);
    return readLayer(open(), layer, { analyzers: stages.analyzers, limits, signal: limited, reopen: open });
  });
  const { diffId, uncompressedSize, entries, facts: readings } = reading;
  const { digest, mediaType, size } = layer;
  await saveLayerFacts(deps.pool, projectPk, { digest, diffId, mediaType, size, uncompressedSize, entries, readings });
  return readings;
}

function verified<T>(layer: ManifestLayer, diffId: string, readings: T): T {
  if (layer.diffId === null || layer.diffId === diffId) return readings;
  throw new AppError('digest_mismatch', `layer ${layer.digest} holds ${diffId}, its image claims ${layer.diffId}`, {
    subject: layer.digest,
  });
}
