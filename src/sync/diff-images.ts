import type { KnownTag, SyncedImage } from '../inventory/index.ts';
import type { RepositoryListing, TagListing } from '../registries/index.ts';
import type { ResolvedManifest } from './resolved-manifest.ts';

/** Whether the manifest of a listed tag has to be fetched; with `knownDigest` only if the tag has moved since. */
export type ManifestFetch = { readonly fetch: false } | { readonly fetch: true; readonly knownDigest?: string };

/**
 * Decides what to fetch for a listed tag. Nothing when the registry listed the digest that is stored; most list no digest.
 * A tag whose details changed is fetched in full even if its digest may be the same: "unchanged" would lose the details.
 */
export function planManifestFetch(listing: TagListing, known: KnownTag | undefined): ManifestFetch {
  if (known === undefined || detailsDiffer(listing, known)) return { fetch: true };
  return listing.digest === known.digest ? { fetch: false } : { fetch: true, knownDigest: known.digest };
}

/** Compares only what the registry lists: a type that lists no times or shares is never different in them. */
function detailsDiffer(listing: TagListing, known: KnownTag): boolean {
  const { updatedAt, owner, sharedStatus, scannable } = listing;
  return (
    (updatedAt !== undefined && Math.trunc(updatedAt) !== known.updateTime) ||
    (owner !== undefined && owner !== known.domainName) ||
    (sharedStatus !== undefined && sharedStatus !== known.sharedStatus) ||
    (scannable !== undefined && scannable !== known.scannable)
  );
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

/** The row of a tag. When it was tagged, if the registry says so, is its time; else when its image was built. */
export function toSyncedImage(
  { namespace, imageName }: RepositoryListing,
  listing: TagListing,
  manifest: ResolvedManifest,
): SyncedImage {
  const { tag, updatedAt, owner = null, sharedStatus = null, scannable = true } = listing;
  return {
    namespace,
    imageName,
    tag,
    digest: manifest.digest,
    updateTime: updatedAt ?? manifest.createdAt,
    updateSource: updatedAt === undefined ? 'config' : 'registry',
    listed: manifest.listed,
    scannable,
    domainName: owner,
    sharedStatus,
  };
}
