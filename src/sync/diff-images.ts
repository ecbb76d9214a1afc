import type { KnownTag, SyncedImage } from '../inventory/index.ts';
import type { RepositoryListing, TagListing } from '../registries/index.ts';
import type { DigestReading } from './resolved-manifest.ts';

/** What a listing leaves to ask: nothing, or the manifest, unless it still has `knownDigest`. */
export type Question = { readonly ask: false } | { readonly ask: true; readonly knownDigest?: string };

/**
 * What has to be asked about a listed tag. Nothing when the registry told a digest that is stored; most tell none. A tag
 * that was put anew on the digest it has is asked for in full: "unchanged" would lose its new time.
 */
export function questionAbout(listing: TagListing, known: KnownTag | undefined): Question {
  if (known === undefined) return { ask: true };
  const sameTime = listing.updatedAt === undefined || Math.trunc(listing.updatedAt) === known.updateTime;
  if (!sameTime) return { ask: true };
  return listing.digest === known.digest ? { ask: false } : { ask: true, knownDigest: known.digest };
}

/**
 * Images that are stored and were not seen. Only a visit that listed every tag and read each of them may say so: what
 * could not be read may still be there.
 * @param seen tags with a manifest
 */
export function absentImages(
  known: ReadonlyMap<string, KnownTag>,
  seen: ReadonlySet<string>,
  visit: { readonly complete: boolean; readonly failed: number },
): number[] {
  if (!visit.complete || visit.failed > 0) return [];
  return [...known].filter(([tag]) => !seen.has(tag)).map(([, { id }]) => id);
}

/** A tag as the inventory takes it. The time of the tag goes before the time of the build. */
export function toSyncedImage(repository: RepositoryListing, listing: TagListing, reading: DigestReading): SyncedImage {
  const { namespace, imageName } = repository;
  const tagged = listing.updatedAt ?? null;
  const updateSource = tagged === null ? 'config' : 'registry';
  return {
    namespace,
    imageName,
    tag: listing.tag,
    digest: reading.digest,
    updateTime: tagged ?? reading.createdAt,
    updateSource,
    listed: reading.listed,
    scannable: true,
    domainName: null,
    sharedStatus: null,
  };
}
