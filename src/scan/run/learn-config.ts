import {
  loadImageConfig,
  type ScannableManifest,
  type StoredConfig,
  saveDiffIds,
  saveImageConfig,
} from '../../inventory/index.ts';
import { AppError, isAppError } from '../../model/index.ts';
import { CONFIG_FAULTS, parseImageConfig, readConfigDocument } from '../../oci/index.ts';
import type { RegistryConnector } from '../../registries/index.ts';
import type { HistoryStep, ViewedConfig } from '../stages/port/image-view.ts';
import type { ScanDeps } from './deps.ts';

/** What the config of an image says. */
export interface LearnedConfig {
  /** Digests of the uncompressed layers, base first; null where nobody knows. */
  readonly diffIds: readonly (string | null)[];
  readonly config: ViewedConfig | null;
  /** Why the config could not be read; null when it was, or when the image has none. */
  readonly problem: string | null;
}

/**
 * The config of an image, from the database when it was read before, else from the registry.
 * @throws AppError of the registry; of a config that cannot be read only when the layers cannot be verified without it
 */
export async function learnConfig(
  deps: Pick<ScanDeps, 'pool' | 'limits'>,
  projectPk: number,
  manifest: ScannableManifest,
  connector: RegistryConnector,
  signal: AbortSignal,
): Promise<LearnedConfig> {
  const known = manifest.layers.map(({ diffId }) => diffId);
  const isVerifiable = known.every((diffId) => diffId !== null);
  const stored = await loadStoredConfig(deps.pool, projectPk, manifest);
  if (stored && (isVerifiable || !manifest.configDigest)) return stored;
  try {
    const bytes = await fetchConfig(deps, manifest, connector, signal);
    const diffIds = isVerifiable ? known : await learnDiffIds(deps, projectPk, manifest, bytes);
    const config = readConfigDocument(bytes);
    await saveImageConfig(deps.pool, projectPk, manifest.digest, config);
    return { diffIds, config: viewConfig(config), problem: null };
  } catch (error) {
    if (!isVerifiable || !isAppError(error, ...CONFIG_FAULTS)) throw error;
    return { diffIds: known, config: null, problem: error.message };
  }
}

/** What is known without asking the registry; null when the config was not read yet. */
export async function loadStoredConfig(
  pool: ScanDeps['pool'],
  projectPk: number,
  { digest, configDigest, layers }: ScannableManifest,
): Promise<LearnedConfig | null> {
  const diffIds = layers.map(({ diffId }) => diffId);
  if (!configDigest) return { diffIds, config: null, problem: null };
  const stored = await loadImageConfig(pool, projectPk, digest);
  return stored && { diffIds, config: viewConfig(stored), problem: null };
}

/** The config as the stages see it. */
export function viewConfig({ document, problems }: StoredConfig): ViewedConfig {
  const steps = Array.isArray(document.history) ? document.history : [];
  return { document, problems, history: steps.map(toStep) };
}

function toStep(step: Readonly<Record<string, unknown>>): HistoryStep {
  const text = (name: string) => (typeof step[name] === 'string' ? step[name] : '');
  return {
    created: text('created'),
    createdBy: text('created_by'),
    author: text('author'),
    comment: text('comment'),
    emptyLayer: step.empty_layer === true,
  };
}

function fetchConfig(
  { limits }: Pick<ScanDeps, 'limits'>,
  manifest: ScannableManifest,
  connector: RegistryConnector,
  signal: AbortSignal,
): Promise<Buffer> {
  const digest = manifest.configDigest ?? '';
  const descriptor = { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: -1 };
  return connector.smallBlob(manifest.repository, descriptor, limits.configBytes, signal);
}

/** The config names the digest of every layer's uncompressed bytes (image-spec config.md, rootfs.diff_ids). */
async function learnDiffIds(
  { pool }: Pick<ScanDeps, 'pool'>,
  projectPk: number,
  manifest: ScannableManifest,
  bytes: Buffer,
): Promise<readonly string[]> {
  const { diffIds } = parseImageConfig(bytes);
  if (diffIds.length !== manifest.layers.length) {
    const message = `the config names ${diffIds.length} layers, the manifest ${manifest.layers.length}`;
    throw new AppError('unreadable', message, { subject: manifest.digest });
  }
  await saveDiffIds(pool, projectPk, manifest.digest, diffIds);
  return diffIds;
}
