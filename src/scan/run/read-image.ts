import type { ManifestLayer, ScannableManifest } from '../../inventory/index.ts';
import { squash } from '../../layers/index.ts';
import { AppError } from '../../model/index.ts';
import { loadRegistry, type RegistryConnector } from '../../registries/index.ts';
import type { ImageView } from '../stages/port/image-view.ts';
import { viewImage } from '../stages/view-image.ts';
import type { ScanDeps } from './deps.ts';
import { learnConfig } from './learn-config.ts';
import { readLayerOnce } from './read-layer-once.ts';

/** Media types of layers that registries are not meant to hand out (image-spec layer.md, non-distributable layers). */
const FOREIGN = /nondistributable|rootfs\.foreign/;

/**
 * Reads every layer of an image, from its facts where they are known.
 * @throws AppError of the registry, `digest_mismatch`, `limit_exceeded` or `unreadable`
 */
export async function readImage(
  deps: ScanDeps,
  projectPk: number,
  manifest: ScannableManifest,
  signal: AbortSignal,
): Promise<ImageView> {
  const connector = await connect(deps, projectPk, manifest);
  try {
    const { diffIds, config, problem } = await learnConfig(deps, projectPk, manifest, connector, signal);
    const layers = viewLayers(manifest, diffIds);
    const read = [];
    for (const layer of layers.filter(({ isRead }) => isRead)) {
      const source = { projectPk, repository: manifest.repository, layer, connector };
      const readings = await readLayerOnce(deps, source, signal);
      read.push({ digest: layer.digest, readings });
    }
    return viewImage(layers, squash(read), config, problem);
  } finally {
    await connector.close();
  }
}

/** The layers with what the config says of them, and whether each one is to be read. */
function viewLayers({ layers }: ScannableManifest, diffIds: readonly (string | null)[]): ReadableLayer[] {
  return layers.map((layer, index) => {
    return { ...layer, diffId: diffIds[index] ?? null, isRead: !FOREIGN.test(layer.mediaType) };
  });
}

type ReadableLayer = ManifestLayer & { readonly isRead: boolean };

/** The registry of an image, opened. @throws AppError `registry_not_found` when it is no longer connected */
export async function connect(
  deps: ScanDeps,
  projectPk: number,
  manifest: ScannableManifest,
): Promise<RegistryConnector> {
  const loaded = await loadRegistry(deps.pool, projectPk, manifest.registryPk, deps.vault);
  if (!loaded) {
    throw new AppError('registry_not_found', 'the registry of the image is no longer connected', {
      subject: manifest.digest,
    });
  }
  return deps.openConnector(loaded.registry, loaded.secret, { egress: deps.egress, limits: deps.limits });
}
