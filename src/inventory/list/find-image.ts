import { type Db, THIS_PROJECT } from '../../database/index.ts';
import { AppError, type EnterpriseScope, type RegistryType, type Tenant } from '../../model/index.ts';

/**
 * How a caller names an image. A digest repeats across tags and registries, so the other fields go with it
 * (ADR 0008, 15); absent means no condition, texts match exactly.
 */
export interface ImageKey {
  readonly enterprise: EnterpriseScope;
  /** A digest with or without its prefix, or the id of an image or of one of its platforms. */
  readonly imageId: string;
  readonly registryType: RegistryType;
  readonly namespace?: string | undefined;
  readonly imageName?: string | undefined;
  readonly imageVersion?: string | undefined;
  readonly instanceId?: string | undefined;
}

/** An image and what of it was scanned: its own digest, or those of its platforms when the whole of several is meant. */
export interface FoundImage {
  readonly imageId: number;
  readonly digests: readonly string[];
}

const IMAGES = `SELECT i.id AS "imageId", CASE WHEN i.is_multiarch AND u.digest = i.image_digest
    THEN ARRAY(SELECT c.image_digest FROM image_child c WHERE c.project_pk = ${THIS_PROJECT} AND c.parent_id = i.id ORDER BY c.ord)
    ELSE ARRAY[u.digest] END AS digests
  FROM (SELECT m.image_id, m.digest FROM image_manifest m WHERE m.project_pk = ${THIS_PROJECT} AND m.digest = $2
    UNION ALL SELECT o.id, o.image_digest FROM image o WHERE o.project_pk = ${THIS_PROJECT} AND o.id = $3
    UNION ALL SELECT c.parent_id, c.image_digest FROM image_child c WHERE c.project_pk = ${THIS_PROJECT} AND c.id = $3) AS u
  JOIN image i ON i.project_pk = ${THIS_PROJECT} AND i.id = u.image_id
  JOIN registry r ON r.project_pk = $1 AND r.registry_pk = i.registry_pk AND NOT r.deleting
  WHERE r.registry_type = $4 AND ($5::int[] IS NULL OR i.eps_pk = ANY ($5)) AND ($6::text IS NULL OR i.namespace = $6)
    AND ($7::text IS NULL OR i.image_name = $7) AND ($8::text IS NULL OR i.image_version = $8)
    AND ($9::text IS NULL OR r.instance_id = $9)
  ORDER BY i.id LIMIT 1`;

/**
 * The first image that the key names; others that match have the same digest and so the same findings.
 * @throws AppError `not_found` with subject `image_id`
 */
export async function findImage(db: Db, tenant: Tenant, key: ImageKey): Promise<FoundImage> {
  const { digest, id } = readImageId(key.imageId);
  const { rows } = await db.query<FoundImage>(IMAGES, [
    tenant.projectPk,
    digest,
    id,
    key.registryType,
    key.enterprise === 'all' ? null : key.enterprise,
    key.namespace ?? null,
    key.imageName ?? null,
    key.imageVersion ?? null,
    key.instanceId ?? null,
  ]);
  if (rows[0]) return rows[0];
  throw new AppError('not_found', 'no image has this image_id, type, namespace, name and tag', { subject: 'image_id' });
}

/** What an `image_id` on the wire means; both null when it can be neither a digest nor an id. */
export function readImageId(text: string): { digest: string | null; id: number | null } {
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text))) return { digest: null, id: Number(text) };
  const [, algorithm, hex = ''] = /^(?:(sha256|sha512):)?([0-9a-f]+)$/.exec(text) ?? [];
  const byLength = { 64: 'sha256', 128: 'sha512' }[hex.length];
  if (byLength === undefined || (algorithm ?? byLength) !== byLength) return { digest: null, id: null };
  return { digest: `${byLength}:${hex}`, id: null };
}
