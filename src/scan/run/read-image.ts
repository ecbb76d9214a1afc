import { type ScannableManifest, saveDiffIds } from '../../inventory/index.ts';
import { squash } from '../../layers/index.ts';
import { AppError, type InstalledPackage, type Problem, type StageState } from '../../model/index.ts';
import { parseImageConfig } from '../../oci/index.ts';
import { loadRegistry, type RegistryConnector } from '../../registries/index.ts';
import { readPackages } from '../stages/packages/installed-packages.ts';
import type { ScanDeps } from './deps.ts';
import { readLayerOnce } from './read-layer-once.ts';

/** What the layers of one image hold, and how completely they could be read. */
export interface ReadImage {
  readonly packages: readonly InstalledPackage[];
  readonly stages: readonly StageState[];
}

/** Media types of layers that registries are not meant to hand out (image-spec layer.md, non-distributable layers). */
const FOREIGN = /nondistributable|rootfs\.foreign/;
const NAMED_PROBLEMS = 5;

/**
 * Reads every layer of an image (from its facts where they are known) and derives its packages.
 * @throws AppError of the registry, `digest_mismatch`, `limit_exceeded` or `unreadable`
 */
export async function readImage(
  deps: ScanDeps,
  projectPk: number,
  manifest: ScannableManifest,
  signal: AbortSignal,
): Promise<ReadImage> {
  const connector = await connect(deps, projectPk, manifest);
  try {
    const diffIds = await learnDiffIds(deps, projectPk, manifest, connector, signal);
    const present = manifest.layers
      .map((layer, index) => ({ ...layer, diffId: diffIds[index] ?? null }))
      .filter((layer) => !FOREIGN.test(layer.mediaType));
    const layers = [];
    for (const layer of present) {
      const readings = await readLayerOnce(deps, projectPk, manifest.repository, layer, connector, signal);
      layers.push({ digest: layer.digest, readings });
    }
    const { packages, problems } = readPackages(squash(layers));
    return {
      packages,
      stages: [layersStage(manifest.layers.length - present.length), packagesStage(packages, problems)],
    };
  } finally {
    await connector.close();
  }
}

async function connect(deps: ScanDeps, projectPk: number, manifest: ScannableManifest): Promise<RegistryConnector> {
  const loaded = await loadRegistry(deps.pool, projectPk, manifest.registryPk, deps.vault);
  if (!loaded) {
    throw new AppError('registry_not_found', 'the registry of the image is no longer connected', {
      subject: manifest.digest,
    });
  }
  return deps.openConnector(loaded.registry, loaded.secret, { egress: deps.egress, limits: deps.limits });
}

/** The config names the digest of every layer's uncompressed bytes (image-spec config.md, rootfs.diff_ids). */
async function learnDiffIds(
  deps: ScanDeps,
  projectPk: number,
  manifest: ScannableManifest,
  connector: RegistryConnector,
  signal: AbortSignal,
): Promise<readonly (string | null)[]> {
  const known = manifest.layers.map((layer) => layer.diffId);
  if (known.every((diffId) => diffId !== null) || !manifest.configDigest) return known;
  const descriptor = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: manifest.configDigest, size: -1 };
  const bytes = await connector.smallBlob(manifest.repository, descriptor, deps.limits.configBytes, signal);
  const { diffIds } = parseImageConfig(bytes);
  if (diffIds.length !== manifest.layers.length) {
    const message = `the config names ${diffIds.length} layers, the manifest ${manifest.layers.length}`;
    throw new AppError('unreadable', message, { subject: manifest.digest });
  }
  await saveDiffIds(deps.pool, projectPk, manifest.digest, diffIds);
  return diffIds;
}

function layersStage(foreign: number): StageState {
  if (foreign === 0) return { stage: 'layers', status: 'ok', reason: null };
  return { stage: 'layers', status: 'partial', reason: `${foreign} non-distributable layers were not read` };
}

function packagesStage(packages: readonly InstalledPackage[], problems: readonly Problem[]): StageState {
  const reasons = problems.slice(0, NAMED_PROBLEMS).map(({ path, reason }) => (path ? `${path}: ${reason}` : reason));
  if (problems.length > NAMED_PROBLEMS) reasons.push(`and ${problems.length - NAMED_PROBLEMS} more`);
  if (packages.length === 0) reasons.push('no package of a known kind was found');
  const reason = reasons.join('; ');
  return { stage: 'packages', status: reason ? 'partial' : 'ok', reason: reason || null };
}
