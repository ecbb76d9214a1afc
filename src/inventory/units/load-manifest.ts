import type { Db } from '../../database/index.ts';
import type { ManifestKind } from '../../model/index.ts';

/** One layer of a manifest, base first. `diffId` is null until the image config was read. */
export interface ManifestLayer {
  readonly digest: string;
  readonly mediaType: string;
  /** Compressed bytes. */
  readonly size: number;
  readonly diffId: string | null;
}

/** What a scan needs to know of a manifest. */
export interface ScannableManifest {
  readonly digest: string;
  readonly kind: ManifestKind;
  readonly mediaType: string;
  readonly configDigest: string | null;
  /** Config and distinct layers, compressed bytes. */
  readonly size: number;
  readonly registryPk: number;
  readonly repository: string;
  readonly layers: readonly ManifestLayer[];
}

const MANIFEST = `SELECT digest, kind, media_type AS "mediaType", config_digest AS "configDigest", size,
    registry_pk AS "registryPk", repository
  FROM manifest WHERE project_pk = $1 AND digest = $2`;

const LAYERS = `SELECT layer_digest AS digest, media_type AS "mediaType", size, diff_id AS "diffId"
  FROM manifest_layer WHERE project_pk = $1 AND digest = $2 ORDER BY ord`;

/** @returns null when the digest is not (or no longer) in the inventory */
export async function loadManifest(db: Db, projectPk: number, digest: string): Promise<ScannableManifest | null> {
  const manifests = await db.query<Omit<ScannableManifest, 'layers'>>(MANIFEST, [projectPk, digest]);
  const manifest = manifests.rows[0];
  if (!manifest) return null;
  const layers = await db.query<ManifestLayer>(LAYERS, [projectPk, digest]);
  return { ...manifest, layers: layers.rows };
}

/** Writes the diff_ids of the image config beside the layers they describe; base first, one per layer. */
export async function saveDiffIds(
  db: Db,
  projectPk: number,
  digest: string,
  diffIds: readonly string[],
): Promise<void> {
  await db.query(
    `UPDATE manifest_layer l SET diff_id = d.diff_id
     FROM unnest($3::text[]) WITH ORDINALITY AS d (diff_id, n)
     WHERE l.project_pk = $1 AND l.digest = $2 AND l.ord = d.n - 1 AND l.diff_id IS DISTINCT FROM d.diff_id`,
    [projectPk, digest, diffIds],
  );
}
