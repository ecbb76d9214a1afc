import { type Db, THIS_PROJECT } from '../../database/index.ts';
import type { ManifestKind, SharedStatus } from '../../model/index.ts';

/** What a sync has to know of a tag to see whether it changed. Times in milliseconds since 1970. */
export interface KnownTag {
  readonly id: number;
  readonly digest: string;
  readonly updateTime: number;
  readonly listed: boolean;
  readonly scannable: boolean;
  readonly domainName: string | null;
  readonly sharedStatus: SharedStatus | null;
}

/** The tags of one repository by name, unlisted ones too. */
export async function knownTags(
  db: Db,
  projectPk: number,
  registryPk: number,
  namespace: string,
  imageName: string,
): Promise<Map<string, KnownTag>> {
  const { rows } = await db.query<KnownTagRow>({
    text: `SELECT image_version, id, image_digest, update_time, listed, scannable, domain_name, shared_status FROM image
      WHERE project_pk = $1 AND registry_pk = $2 AND namespace = $3 AND image_name = $4`,
    values: [projectPk, registryPk, namespace, imageName],
    rowMode: 'array',
  });
  return new Map(rows.map(toKnownTag));
}

type KnownTagRow = [string, number, string, number, boolean, boolean, string | null, SharedStatus | null];

function toKnownTag(row: KnownTagRow): [tag: string, known: KnownTag] {
  const [tag, id, digest, updateTime, listed, scannable, domainName, sharedStatus] = row;
  return [tag, { id, digest, updateTime, listed, scannable, domainName, sharedStatus }];
}

export interface KnownRepository {
  readonly namespace: string;
  readonly imageName: string;
}

/**
 * One page of the repositories that have images, in the order of the index, so that a page reads no more than its own rows:
 * in any other order each page reads all images of the registry.
 * @param after the last one of the page before; null: from the start
 */
export async function knownRepositories(
  db: Db,
  projectPk: number,
  registryPk: number,
  after: KnownRepository | null,
  limit: number,
): Promise<KnownRepository[]> {
  const { rows } = await db.query<KnownRepository>(
    `SELECT namespace, image_name AS "imageName" FROM image
     WHERE project_pk = $1 AND registry_pk = $2 AND (namespace, image_name) > ($3, $4)
     GROUP BY 1, 2 ORDER BY 1, 2 LIMIT $5`,
    [projectPk, registryPk, after?.namespace ?? '', after?.imageName ?? '', limit],
  );
  return rows;
}

/** Ids of all images of the given repositories. */
export async function imageIdsOf(
  db: Db,
  projectPk: number,
  registryPk: number,
  repositories: readonly KnownRepository[],
): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT i.id FROM unnest($3::text[], $4::text[]) AS r (namespace, image_name)
     JOIN image i ON i.project_pk = $1 AND i.registry_pk = $2 AND i.namespace = r.namespace AND i.image_name = r.image_name`,
    [projectPk, registryPk, repositories.map((each) => each.namespace), repositories.map((each) => each.imageName)],
  );
  return rows.map((row) => row.id);
}

/** Ids of up to `limit` images of a registry, repository by repository: by id, a batch would read other registries' images or sort all. */
export async function someImageIds(db: Db, projectPk: number, registryPk: number, limit: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `SELECT id FROM image WHERE project_pk = $1 AND registry_pk = $2 ORDER BY namespace, image_name LIMIT $3`,
    [projectPk, registryPk, limit],
  );
  return rows.map((row) => row.id);
}

/** How many images of a registry are stored, and how many of them the list shows. */
export async function countImages(
  db: Db,
  projectPk: number,
  registryPk: number,
): Promise<{ total: number; listed: number }> {
  const { rows } = await db.query<{ total: number; listed: number }>(
    `SELECT count(*) AS total, count(*) FILTER (WHERE listed) AS listed FROM image
     WHERE project_pk = $1 AND registry_pk = $2`,
    [projectPk, registryPk],
  );
  return rows[0] ?? { total: 0, listed: 0 };
}

export interface KnownManifest {
  readonly kind: ManifestKind;
  readonly createdAt: number | null;
}

/** Which of the digests are stored already. */
export async function knownManifests(
  db: Db,
  projectPk: number,
  digests: readonly string[],
): Promise<Map<string, KnownManifest>> {
  const { rows } = await db.query<KnownManifest & { digest: string }>(
    `SELECT digest, kind, created_at AS "createdAt" FROM manifest WHERE project_pk = ${THIS_PROJECT} AND digest = ANY ($2)`,
    [projectPk, digests],
  );
  return new Map(rows.map(({ digest, ...manifest }) => [digest, manifest]));
}
