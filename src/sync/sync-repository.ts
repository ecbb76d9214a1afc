import { type KnownTag, knownTags, type StoredManifest, type SyncedImage } from '../inventory/index.ts';
import type { Manifest } from '../oci/index.ts';
import type { RepositoryListing, TagListing } from '../registries/index.ts';
import { absentImages, planManifestFetch, toSyncedImage } from './diff-images.ts';
import { eachInFlight } from './in-flight.ts';
import { resolveManifest } from './resolve-manifest.ts';
import type { SyncRun } from './run.ts';

/** One repository while it is read. */
interface Visit {
  readonly repository: RepositoryListing;
  readonly known: ReadonlyMap<string, KnownTag>;
  readonly listed: Set<string>;
  /** Listed tags that have no manifest any more. */
  readonly gone: Set<string>;
  images: SyncedImage[];
  manifests: StoredManifest[];
  trusted: string[];
  rows: number;
  complete: boolean;
  failed: number;
  problem: string | null;
}

/**
 * Images of one batch, and rows below them: a large repository is written in batches while it is still read. They are small
 * because no answer is handled while a batch is prepared, and the registry waits.
 */
const BATCH_IMAGES = 150;
const BATCH_ROWS = 20_000;
/** More tags are in work than requests may be in flight, so that requests go out while other tags are parsed or looked up. */
const VISITORS_PER_SLOT = 8;

/**
 * Reads all tags of a repository and writes those that changed. A tag that cannot be read is counted and named, and its
 * old row stays. The last rows and the ledger's "done" are one transaction.
 * @throws what ends the run: a registry that is down or refuses the account, a database that fails, the abort
 */
export async function syncRepository(run: SyncRun, repository: RepositoryListing): Promise<void> {
  const visit = await openVisit(run, repository);
  const visitors = VISITORS_PER_SLOT * run.deps.limits.registryConcurrency;
  await eachInFlight(listTags(run, visit), visitors, (tag) => visitTag(run, visit, tag));
  await run.writer.write({ ...takeRows(visit), end: toEnd(visit) });
}

async function openVisit(run: SyncRun, repository: RepositoryListing): Promise<Visit> {
  const { projectPk, registryPk } = run.target;
  const { namespace, imageName } = repository;
  return {
    repository,
    known: await knownTags(run.deps.pool, projectPk, registryPk, namespace, imageName),
    listed: new Set(),
    gone: new Set(),
    images: [],
    manifests: [],
    trusted: [],
    rows: 0,
    complete: true,
    failed: 0,
    problem: null,
  };
}

async function* listTags(run: SyncRun, visit: Visit): AsyncGenerator<TagListing> {
  const pages = run.connector.tags(visit.repository, run.signal)[Symbol.asyncIterator]();
  for (;;) {
    const page = await nextPage(run, visit, pages);
    for (const listing of page ?? []) {
      if (visit.listed.has(listing.tag)) continue;
      visit.listed.add(listing.tag);
      if (listing.instance) run.instances.set(listing.instance.instanceId, listing.instance);
      yield listing;
    }
    if (page === null) return;
  }
}

/** @returns null at the end of the list, and when it breaks off: then the visit is not complete */
async function nextPage(
  run: SyncRun,
  visit: Visit,
  pages: AsyncIterator<readonly TagListing[]>,
): Promise<readonly TagListing[] | null> {
  run.signal.throwIfAborted();
  try {
    const page = await run.slots.use(() => pages.next());
    run.failures.answered();
    return page.done ? null : page.value;
  } catch (error) {
    run.signal.throwIfAborted();
    visit.problem = `${visit.repository.repository} could not be listed: ${run.failures.record(error)}`;
    visit.complete = false;
    return null;
  }
}

async function visitTag(run: SyncRun, visit: Visit, listing: TagListing): Promise<void> {
  const { repository } = visit.repository;
  try {
    await readTag(run, visit, listing);
  } catch (error) {
    run.signal.throwIfAborted();
    const reason = run.failures.record(error);
    visit.failed++;
    visit.problem ??= `${repository}:${listing.tag} could not be read: ${reason}`;
    run.progress.count(repository, { failed: 1 });
  }
  run.progress.count(repository, { tags: 1 });
  if (visit.images.length >= BATCH_IMAGES || visit.rows >= BATCH_ROWS)
    await run.writer.write({ ...takeRows(visit), end: null });
}

async function readTag(run: SyncRun, visit: Visit, listing: TagListing): Promise<void> {
  const { fetch, ...known } = planManifestFetch(listing, visit.known.get(listing.tag));
  if (!fetch) return;
  const { repository } = visit.repository;
  const { signal } = run;
  const found = await run.slots.use(() => run.connector.manifest(repository, listing.tag, { ...known, signal }));
  run.failures.answered();
  if (found.status === 'absent') visit.gone.add(listing.tag);
  if (found.status !== 'found') return;
  const manifest = await resolveManifest(run, repository, withSize(found.manifest, listing));
  visit.images.push(toSyncedImage(visit.repository, listing, manifest));
  visit.manifests.push(...manifest.manifests);
  visit.trusted.push(...manifest.trusted);
  visit.rows += manifest.manifests.reduce((sum, each) => sum + each.layers.length + each.children.length + 1, 0);
}

/** Schema 1 does not tell the sizes of its layers. */
function withSize(manifest: Manifest, { size }: TagListing): Manifest {
  return manifest.kind === 'schema1' && size !== undefined ? { ...manifest, size } : manifest;
}

function takeRows(visit: Visit) {
  const { images, manifests, trusted } = visit;
  visit.images = [];
  visit.manifests = [];
  visit.trusted = [];
  visit.rows = 0;
  return { images, manifests, trusted };
}

function toEnd(visit: Visit) {
  const { complete, failed, problem, known, listed, gone } = visit;
  const seen = new Set([...listed].filter((tag) => !gone.has(tag)));
  const absent = absentImages(known, seen, { complete, failed });
  return { repository: visit.repository.repository, tags: listed.size, failed, complete, problem, absent };
}
