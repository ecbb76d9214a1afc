import { believableTime, knownManifests, type StoredManifest } from '../inventory/index.ts';
import type { Descriptor } from '../model/index.ts';
import { type ImageConfig, type Manifest, type ManifestChild, parseImageConfig } from '../oci/index.ts';
import { AppError, isAppError } from '../runtime/index.ts';
import type { SyncRun } from './sync-run.ts';

/** What a digest comes to. */
export interface DigestReading {
  readonly digest: string;
  /** Of an index: of its newest platform. Milliseconds since 1970; null when nothing believable is said. */
  readonly createdAt: number | null;
  /** Charts, signatures and other artifacts are not listed. */
  readonly listed: boolean;
  /** To be stored: the manifest itself and platforms that were not stored yet. */
  readonly manifests: readonly StoredManifest[];
  /** Platforms that were found stored and therefore not read again. */
  readonly trusted: readonly string[];
}

/** Readings of this run by digest, so that a digest with many tags is read once. */
export type DigestCache = Map<string, Promise<DigestReading>>;
/** Configs of this run by digest: the same image packed in other ways, or built again, often has the same one. */
export type ConfigCache = Map<string, Promise<ImageConfig | null>>;

/** Attack: an index with thousands of platforms costs a request for each. Real ones have at most a few dozen. */
const MAX_CHILDREN = 256;
/** Held readings; an older digest that comes again is found in the database. */
const MAX_CACHED = 512;

/**
 * Reads what a manifest refers to, once a digest: the config of an image, the platforms of an index. Digests that are
 * stored already cost no request.
 * @throws AppError `limit_exceeded` for an index with more than 256 platforms, and the failures of the connector
 */
export function readManifest(run: SyncRun, repository: string, manifest: Manifest): Promise<DigestReading> {
  return once(run.digests, manifest.digest, () =>
    manifest.kind === 'index' ? readIndex(run, repository, manifest) : readSingle(run, repository, manifest),
  );
}

function once<T>(cache: Map<string, Promise<T>>, digest: string, read: () => Promise<T>): Promise<T> {
  const held = cache.get(digest);
  if (held) return held;
  const reading = read();
  cache.set(digest, reading);
  // A failure is not kept: the next tag of this digest tries again. Whoever waits for it now gets it.
  reading.catch(() => cache.delete(digest));
  const [oldest] = cache.keys();
  if (cache.size > MAX_CACHED && oldest !== undefined) cache.delete(oldest);
  return reading;
}

async function readSingle(run: SyncRun, repository: string, manifest: Manifest): Promise<DigestReading> {
  const atHand = await configAtHand(run, manifest);
  const stored = atHand ? undefined : await run.stored.find(manifest.digest);
  const config = atHand ?? (stored ? null : await readConfig(run, repository, manifest));
  const createdAt = stored ? stored.createdAt : believableTime(config?.createdAt ?? null, run.deps.clock.now());
  return {
    digest: manifest.digest,
    createdAt,
    listed: manifest.kind !== 'artifact' && manifest.kind !== 'accessory',
    manifests: [toStored(run, repository, manifest, config, createdAt)],
    trusted: [],
  };
}

async function readIndex(run: SyncRun, repository: string, manifest: Manifest): Promise<DigestReading> {
  const { children } = manifest;
  if (children.length > MAX_CHILDREN) {
    const message = `the index lists ${children.length} platforms, more than the limit of ${MAX_CHILDREN}`;
    throw new AppError('limit_exceeded', message, { subject: manifest.digest });
  }
  const digests = [...new Set(children.map((child) => child.digest))];
  const stored = await knownManifests(run.deps.pool, run.target.projectPk, digests);
  const missing = digests.filter((digest) => !stored.has(digest));
  const read = await Promise.all(missing.map((digest) => readChild(run, repository, digest)));
  const manifests = read.flatMap((child) => child?.manifests ?? []);
  const times = [...stored.values(), ...read].flatMap((child) => child?.createdAt ?? []);
  return {
    digest: manifest.digest,
    createdAt: times.length > 0 ? Math.max(...times) : null,
    listed: true,
    manifests: [...manifests, toStored(run, repository, manifest, null, null)],
    trusted: [...stored.keys()],
  };
}

/** @returns null when the registry does not hold this platform: a mirror may copy an index and only some of it */
async function readChild(
  run: SyncRun,
  repository: string,
  digest: ManifestChild['digest'],
): Promise<DigestReading | null> {
  const { signal } = run;
  const found = await run.slots.use(() => run.connector.manifest(repository, digest, { signal }));
  run.tolerance.answered();
  if (found.status !== 'found') return null;
  // An index inside an index is stored as it is: its platforms are not those of the image.
  if (found.manifest.kind === 'index')
    return { ...empty(digest), manifests: [toStored(run, repository, found.manifest, null, null)] };
  return readSingle(run, repository, found.manifest);
}

function empty(digest: string): DigestReading {
  return { digest, createdAt: null, listed: false, manifests: [], trusted: [] };
}

/** Where the config was read for another manifest, nothing is spared by asking what is stored of this one. */
async function configAtHand(run: SyncRun, { config, kind }: Manifest): Promise<ImageConfig | null> {
  const read = kind === 'image' && config ? run.configs.get(config.digest) : undefined;
  return read ? read.catch(() => null) : null;
}

/** A config that is missing, too large or no config takes nothing but its words from an image; the scan will say so. */
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
    const about = [
      'digest_mismatch',
      'limit_exceeded',
      'registry_not_found',
      'registry_protocol',
      'unreadable',
    ] as const;
    if (isAppError(error, ...about)) return null;
    throw error;
  }
}

function toStored(
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
 * Attack: a manifest of 4 MiB names thousands of layers. One more than the limit is kept: so the scan refuses the image
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
