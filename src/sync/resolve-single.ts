import { plausibleTimestamp, type StoredManifest } from '../inventory/index.ts';
import { type Descriptor, isAppError } from '../model/index.ts';
import { CONFIG_FAULTS, type ImageConfig, type Manifest, parseImageConfig } from '../oci/index.ts';
import { once, type ResolvedManifest } from './resolved-manifest.ts';
import type { SyncRun } from './run.ts';

/** Reads the config of an image, unless its digest is stored. */
export async function resolveSingle(run: SyncRun, repository: string, manifest: Manifest): Promise<ResolvedManifest> {
  const cached = await cachedConfig(run, manifest);
  const stored = cached ? undefined : await run.stored.find(manifest.digest);
  const config = cached ?? (stored ? null : await readConfig(run, repository, manifest));
  const createdAt = stored ? stored.createdAt : plausibleTimestamp(config?.createdAt ?? null, run.deps.clock.now());
  return {
    digest: manifest.digest,
    createdAt,
    listed: manifest.kind !== 'artifact' && manifest.kind !== 'accessory',
    manifests: [toStored(run, repository, manifest, config, createdAt)],
    trusted: stored ? [manifest.digest] : [],
  };
}

/** A config that was read for another manifest of this run makes the look-up of this digest needless. */
async function cachedConfig(run: SyncRun, { config, kind }: Manifest): Promise<ImageConfig | null> {
  const read = kind === 'image' && config ? run.configs.get(config.digest) : undefined;
  return read ? read.catch(() => null) : null;
}

/** @returns null for a config that is missing, too large or unreadable: the image is stored without it, and its scan reports it */
async function readConfig(run: SyncRun, repository: string, { config, kind }: Manifest): Promise<ImageConfig | null> {
  if (kind !== 'image' || config === null) return null;
  return once(run.configs, config.digest, () => fetchConfig(run, repository, config));
}

async function fetchConfig(run: SyncRun, repository: string, config: Descriptor): Promise<ImageConfig | null> {
  const { connector, signal, deps } = run;
  try {
    const limit = deps.limits.configBytes;
    return parseImageConfig(await run.slots.use(() => connector.smallBlob(repository, config, limit, signal)));
  } catch (error) {
    if (isAppError(error, ...CONFIG_FAULTS)) return null;
    throw error;
  }
}

/** The row of a manifest. */
export function toStored(
  run: SyncRun,
  repository: string,
  manifest: Manifest,
  config: ImageConfig | null,
  createdAt: number | null,
): StoredManifest {
  return {
    digest: manifest.digest,
    kind: manifest.kind,
    mediaType: manifest.mediaType,
    configDigest: manifest.config?.digest ?? null,
    size: manifest.size,
    platform: config?.platform ?? null,
    createdAt,
    registryPk: run.target.registryPk,
    repository,
    layers: toLayers(manifest, config, run.deps.limits.layerCount),
    children: manifest.children.map(({ digest, platform }) => ({ digest, platform })),
  };
}

/**
 * Attack: a manifest of 4 MiB names thousands of layers. One more than the limit is stored: the scan then refuses the image
 * for its number of layers, and the rows stay few.
 */
function toLayers(manifest: Manifest, config: ImageConfig | null, limit: number): StoredManifest['layers'] {
  const steps = config?.history.filter((step) => !step.emptyLayer) ?? [];
  const described = steps.length === manifest.layers.length;
  const identified = config?.diffIds.length === manifest.layers.length;
  return manifest.layers.slice(0, limit + 1).map(({ digest, mediaType, size }, index) => ({
    digest,
    mediaType,
    size,
    diffId: (identified ? config?.diffIds[index] : null) ?? null,
    createdBy: (described ? steps[index]?.createdBy : null) ?? null,
  }));
}
