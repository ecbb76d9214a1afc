import type { Manifest } from '../oci/index.ts';
import { once } from './digest-cache.ts';
import { readIndex } from './read-index.ts';
import { readSingle } from './read-single.ts';
import type { DigestReading } from './resolved-manifest.ts';
import type { SyncRun } from './run.ts';

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
