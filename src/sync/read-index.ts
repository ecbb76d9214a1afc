import { knownManifests, type StoredManifest } from '../inventory/index.ts';
import { AppError } from '../model/index.ts';
import type { Manifest, ManifestChild } from '../oci/index.ts';
import { readSingle, toStored } from './read-single.ts';
import type { DigestReading } from './resolved-manifest.ts';
import type { SyncRun } from './run.ts';

type Platforms = StoredManifest['children'];

/** An index and what it leads to; `platforms` are those of the indexes inside it, too. */
interface IndexReading extends DigestReading {
  readonly platforms: Platforms;
}

/** Attack: an index with thousands of platforms costs a request for each. Real ones have at most a few dozen. */
const MAX_CHILDREN = 256;

/**
 * Reads the platforms of an index. Runtimes follow an index inside an index, so its platforms count as those of the outer
 * one: left aside, they would never be scanned.
 * @throws AppError `limit_exceeded` for more than 256 entries in all
 */
export async function readIndex(run: SyncRun, repository: string, manifest: Manifest): Promise<DigestReading> {
  const { platforms, ...reading } = await readEntries(run, repository, manifest, { left: MAX_CHILDREN });
  const index = { ...toStored(run, repository, manifest, null, null), children: platforms };
  return { ...reading, manifests: [...reading.manifests, index] };
}

async function readEntries(
  run: SyncRun,
  repository: string,
  { digest, children }: Manifest,
  budget: { left: number },
): Promise<IndexReading> {
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
  const read = await Promise.all(missing.map((each) => readChild(run, repository, each, budget)));
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
async function readChild(
  run: SyncRun,
  repository: string,
  digest: ManifestChild['digest'],
  budget: { left: number },
): Promise<(DigestReading & Partial<IndexReading>) | null> {
  const { signal } = run;
  const found = await run.slots.use(() => run.connector.manifest(repository, digest, { signal }));
  run.tolerance.answered();
  if (found.status !== 'found') return null;
  return found.manifest.kind === 'index'
    ? readEntries(run, repository, found.manifest, budget)
    : readSingle(run, repository, found.manifest);
}
