import { type ScannableManifest, saveDiffIds } from '../../inventory/index.ts';
import { squash } from '../../layers/index.ts';
import { AppError } from '../../model/index.ts';
import { parseImageConfig } from '../../oci/index.ts';
import { loadRegistry, type RegistryConnector } from '../../registries/index.ts';
import type { ImageView } from '../stages/port/image-view.ts';
import { viewImage } from '../stages/view-image.ts';
import type { ScanDeps } from './deps.ts';
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
    const diffIds = await learnDiffIds(deps, projectPk, manifest, connector, signal);
    const layers = manifest.layers.map((layer, index) => {
      return { ...layer, diffId: diffIds[index] ?? null, isRead: !FOREIGN.test(layer.mediaType) };
    });
    const read = [];
    for (const layer of layers.filter(({ isRead }) => isRead)) {
      const source = { projectPk, repository: manifest.repository, layer, connector };
      const readings = await readLayerOnce(deps, source, signal);
      read.push({ digest: layer.digest, readings });
    }
    return viewImage(layers, squash(read), null);
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
