import { knownManifests, type StoredManifest } from '../inventory/index.ts';
import { AppError } from '../model/index.ts';
import type { Manifest, ManifestChild } from '../oci/index.ts';
import { resolveSingle, toStored } from './resolve-single.ts';
import { once, type ResolvedManifest } from './resolved-manifest.ts';
import type { SyncRun } from './run.ts';

type Platforms = StoredManifest['children'];

/** `platforms` are those of the indexes inside it, too. */
interface ResolvedIndex extends ResolvedManifest {
  readonly platforms: Platforms;
}

/** Attack: an index with thousands of platforms costs a request for each. Real ones have at most a few dozen. */
const MAX_CHILDREN = 256;

/**
 * Reads what a manifest refers to, once a digest: the config of an image, the platforms of an index. Digests that are
 * stored already cost no request.
 * @throws AppError `limit_exceeded` for an index with more than 256 platforms, and the failures of the connector
 */
export function resolveManifest(run: SyncRun, repository: string, manifest: Manifest): Promise<ResolvedManifest> {
  return once(run.manifests, manifest.digest, () =>
    manifest.kind === 'index' ? resolveIndex(run, repository, manifest) : resolveSingle(run, repository, manifest),
  );
}

/**
 * Runtimes follow an index inside an index, so its platforms count as those of the outer one: otherwise they would
 * never be scanned.
 */
async function resolveIndex(run: SyncRun, repository: string, manifest: Manifest): Promise<ResolvedManifest> {
  const { platforms, ...resolved } = await resolveEntries(run, repository, manifest, { left: MAX_CHILDREN });
  const index = { ...toStored(run, repository, manifest, null, null), children: platforms };
  return { ...resolved, manifests: [...resolved.manifests, index] };
}

async function resolveEntries(
  run: SyncRun,
  repository: string,
  { digest, children }: Manifest,
  budget: { left: number },
): Promise<ResolvedIndex> {
  budget.left -= children.length;
  if (budget.left < 0) {
    const message = `the index lists ${MAX_CHILDREN - budget.left} platforms, more than the limit of ${MAX_CHILDREN}`;
    throw new AppError('limit_exceeded', message, { subject: digest });
  }
  const digests = [...new Set(children.map((child) => child.digest))];
  const known = await knownManifests(run.deps.pool, run.target.projectPk, digests);
  // A stored index may have been stored without what is in it.
  const stored = new Map([...known].filter(([, { kind }]) => kind !== 'index'));
  const missing = digests.filter((each) => !stored.has(each));
  const read = await Promise.all(missing.map((each) => resolveChild(run, repository, each, budget)));
  const inner = new Map(missing.map((each, at) => [each, read[at]?.platforms]));
  const times = [...stored.values(), ...read].flatMap((child) => child?.createdAt ?? []);
  return {
    digest,
    createdAt: times.length > 0 ? Math.max(...times) : null,
    listed: true,
    manifests: read.flatMap((child) => child?.manifests ?? []),
    trusted: [...stored.keys(), ...read.flatMap((child) => child?.trusted ?? [])],
    platforms: children.flatMap((child) => platformsOf(child, inner.get(child.digest))),
  };
}

function platformsOf({ digest, platform }: ManifestChild, inner: Platforms | undefined): Platforms {
  return inner?.map((each) => ({ ...each, platform: each.platform ?? platform })) ?? [{ digest, platform }];
}

/** @returns null when the registry does not hold this platform: a mirror may copy an index and only some of it */
async function resolveChild(
  run: SyncRun,
  repository: string,
  digest: ManifestChild['digest'],
  budget: { left: number },
): Promise<(ResolvedManifest & Partial<ResolvedIndex>) | null> {
  const { signal } = run;
  const found = await run.slots.use(() => run.connector.manifest(repository, digest, { signal }));
  run.failures.answered();
  if (found.status !== 'found') return null;
  return found.manifest.kind === 'index'
    ? resolveEntries(run, repository, found.manifest, budget)
    : resolveSingle(run, repository, found.manifest);
}
