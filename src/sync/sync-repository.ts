import { type KnownTag, knownTags, type StoredManifest, type SyncedImage } from '../inventory/index.ts';
import type { RepositoryListing, TagListing } from '../registries/index.ts';
import { absentImages, questionAbout, toSyncedImage } from './diff-images.ts';
import { eachInFlight } from './in-flight.ts';
import { readManifest } from './read-manifest.ts';
import type { SyncRun } from './run.ts';

/** One repository while it is read. */
interface Visit {
  readonly repository: RepositoryListing;
  readonly known: ReadonlyMap<string, KnownTag>;
  readonly listed: Set<string>;
  /** Listed tags that turned out to have no manifest. */
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
 * Images of one batch, and rows below them: large repositories are written in pieces while the next ones are read. Small
 * pieces, since eight answers are ready again within milliseconds and the registry idles while a large one is prepared.
 */
const BATCH_IMAGES = 150;
const BATCH_ROWS = 20_000;
/** More tags are worked on than requests may be in flight, so that none waits while another is parsed or looked up. */
const VISITORS_PER_SLOT = 8;

/**
 * Reads all tags of a repository and writes those that changed. A tag that cannot be read is counted and named, and its
 * old row stays. The last rows and the ledger's "done" are one transaction.
 * @throws what ends the whole run: a registry that is down or refuses the account, a failing database, the abort
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
    run.tolerance.answered();
    return page.done ? null : page.value;
  } catch (error) {
    run.signal.throwIfAborted();
    visit.problem = `${visit.repository.repository} could not be listed: ${run.tolerance.forgive(error)}`;
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
    const reason = run.tolerance.forgive(error);
    visit.failed++;
    visit.problem ??= `${repository}:${listing.tag} could not be read: ${reason}`;
    run.progress.count(repository, { failed: 1 });
  }
  run.progress.count(repository, { tags: 1 });
  if (visit.images.length >= BATCH_IMAGES || visit.rows >= BATCH_ROWS)
    await run.writer.write({ ...takeRows(visit), end: null });
}

async function readTag(run: SyncRun, visit: Visit, listing: TagListing): Promise<void> {
  const { ask, ...question } = questionAbout(listing, visit.known.get(listing.tag));
  if (!ask) return;
  const { repository } = visit.repository;
  const { signal } = run;
  const found = await run.slots.use(() => run.connector.manifest(repository, listing.tag, { ...question, signal }));
  run.tolerance.answered();
  if (found.status === 'absent') visit.gone.add(listing.tag);
  if (found.status !== 'found') return;
  const reading = await readManifest(run, repository, found.manifest);
  visit.images.push(toSyncedImage(visit.repository, listing, reading));
  visit.manifests.push(...reading.manifests);
  visit.trusted.push(...reading.trusted);
  visit.rows += reading.manifests.reduce((sum, each) => sum + each.layers.length + each.children.length + 1, 0);
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
