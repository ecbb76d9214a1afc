import type { Db } from '../database/index.ts';
import type { RepositoryListing } from '../registries/index.ts';
import type { SyncTarget } from './deps.ts';

/** Figures of one repository. */
export interface RepositoryCount {
  readonly repository: string;
  readonly tags: number;
  /** Tags whose manifest could not be read. */
  readonly failed: number;
}

/** How the visit of a repository ended, with its final figures. */
export interface RepositoryEnd extends RepositoryCount {
  /** False: its tags could not be listed to the end. */
  readonly complete: boolean;
  readonly problem: string | null;
}

const RUN = 'project_pk = $1 AND task_id = $2 AND registry_pk = $3';
const OF_RUN = 's.project_pk = $1 AND s.task_id = $2 AND s.registry_pk = $3';
const keys = (target: SyncTarget) => [target.projectPk, target.taskId, target.registryPk];

/** Adds repositories that the run does not know yet. */
export async function addRepositories(db: Db, target: SyncTarget, page: readonly RepositoryListing[]): Promise<void> {
  await db.query(
    `INSERT INTO sync_repository (project_pk, task_id, registry_pk, repository, namespace, image_name)
     SELECT $1, $2, $3, * FROM unnest($4::text[], $5::text[], $6::text[]) ON CONFLICT DO NOTHING`,
    [
      ...keys(target),
      page.map((each) => each.repository),
      page.map((each) => each.namespace),
      page.map((each) => each.imageName),
    ],
  );
}

/** The next repositories that are not done, in byte order after the given one. */
export async function openRepositories(
  db: Db,
  target: SyncTarget,
  after: string,
  limit: number,
): Promise<RepositoryListing[]> {
  const { rows } = await db.query<RepositoryListing>(
    `SELECT repository, namespace, image_name AS "imageName" FROM sync_repository
     WHERE ${RUN} AND NOT done AND repository COLLATE "C" > $4 ORDER BY repository COLLATE "C" LIMIT $5`,
    [...keys(target), after, limit],
  );
  return rows;
}

/** Every repository of the run as namespace and name. */
export async function listedNames(
  db: Db,
  target: SyncTarget,
): Promise<{ readonly namespace: string; readonly imageName: string }[]> {
  const { rows } = await db.query<{ namespace: string; imageName: string }>(
    `SELECT namespace, image_name AS "imageName" FROM sync_repository WHERE ${RUN}`,
    keys(target),
  );
  return rows;
}

/**
 * Adds to the figures of repositories that are not done; those of the others are final. Locks them in the order of their
 * names, as ending them does: reports and batches of one run overlap.
 * @returns what was added
 */
export async function countRepositories(
  db: Db,
  target: SyncTarget,
  counts: readonly RepositoryCount[],
): Promise<{ tags: number; failed: number }> {
  const { rows } = await db.query<{ tags: number; failed: number }>(
    `WITH open AS (SELECT s.repository FROM sync_repository s
         WHERE ${OF_RUN} AND s.repository = ANY ($4) AND NOT s.done ORDER BY s.repository FOR NO KEY UPDATE),
       added AS (UPDATE sync_repository s SET tags = s.tags + c.tags, failed = s.failed + c.failed
         FROM open JOIN unnest($4::text[], $5::int[], $6::int[]) AS c (repository, tags, failed) USING (repository)
         WHERE ${OF_RUN} AND s.repository = open.repository RETURNING c.tags, c.failed)
     SELECT coalesce(sum(tags), 0)::bigint AS tags, coalesce(sum(failed), 0)::bigint AS failed FROM added`,
    [...keys(target), ...columns(counts)],
  );
  return rows[0] ?? { tags: 0, failed: 0 };
}

/**
 * Marks repositories as done with their final figures: a resumed run skips them. Figures that an interrupted run counted
 * before are corrected here.
 * @returns by how much the figures differ from those counted so far
 */
export async function endRepositories(
  db: Db,
  target: SyncTarget,
  ends: readonly RepositoryEnd[],
): Promise<{ tags: number; failed: number }> {
  if (ends.length === 0) return { tags: 0, failed: 0 };
  const { rows } = await db.query<{ tags: number; failed: number }>(
    `WITH before AS (SELECT s.repository, s.tags, s.failed FROM sync_repository s
         WHERE ${OF_RUN} AND s.repository = ANY ($4) ORDER BY s.repository FOR NO KEY UPDATE),
       ended AS (UPDATE sync_repository s SET done = true, tags = e.tags, failed = e.failed, complete = e.complete, problem = e.problem
         FROM before b JOIN unnest($4::text[], $5::int[], $6::int[], $7::boolean[], $8::text[])
           AS e (repository, tags, failed, complete, problem) USING (repository)
         WHERE ${OF_RUN} AND s.repository = b.repository RETURNING e.tags - b.tags AS tags, e.failed - b.failed AS failed)
     SELECT coalesce(sum(tags), 0)::bigint AS tags, coalesce(sum(failed), 0)::bigint AS failed FROM ended`,
    [...keys(target), ...columns(ends), ends.map((each) => each.complete), ends.map((each) => each.problem)],
  );
  return rows[0] ?? { tags: 0, failed: 0 };
}

function columns(counts: readonly RepositoryCount[]): unknown[] {
  return [counts.map((each) => each.repository), counts.map((each) => each.tags), counts.map((each) => each.failed)];
}

export interface LedgerSummary {
  readonly repositories: number;
  readonly incomplete: number;
  readonly tags: number;
  readonly failedTags: number;
  /** Repositories that were read to the end and hold no tag. */
  readonly empty: number;
  /** The first few of them, in byte order. */
  readonly emptyNames: readonly string[];
  /** The first few, in byte order of their repositories, incomplete ones first. */
  readonly problems: readonly string[];
}

export async function summariseLedger(db: Db, target: SyncTarget): Promise<LedgerSummary> {
  const { rows } = await db.query<LedgerSummary>(
    `SELECT count(*) AS repositories, count(*) FILTER (WHERE NOT complete) AS incomplete,
       coalesce(sum(tags), 0)::bigint AS tags, coalesce(sum(failed), 0)::bigint AS "failedTags",
       count(*) FILTER (WHERE complete AND tags = 0) AS empty,
       coalesce((array_agg(repository ORDER BY repository COLLATE "C") FILTER (WHERE complete AND tags = 0))[1:3], '{}') AS "emptyNames",
       coalesce((array_agg(problem ORDER BY complete, repository COLLATE "C") FILTER (WHERE problem IS NOT NULL))[1:3], '{}') AS problems
     FROM sync_repository WHERE ${RUN}`,
    keys(target),
  );
  const none = { repositories: 0, incomplete: 0, tags: 0, failedTags: 0, empty: 0, emptyNames: [], problems: [] };
  return rows[0] ?? none;
}

/** Records images that the registry no longer lists. */
export async function addAbsent(db: Db, target: SyncTarget, imageIds: readonly number[]): Promise<void> {
  if (imageIds.length === 0) return;
  await db.query(
    `INSERT INTO sync_absent (project_pk, task_id, registry_pk, image_id)
     SELECT $1, $2, $3, unnest($4::bigint[]) ON CONFLICT DO NOTHING`,
    [...keys(target), imageIds],
  );
}

export async function countAbsent(db: Db, target: SyncTarget): Promise<number> {
  const { rows } = await db.query<{ absent: number }>(
    `SELECT count(*) AS absent FROM sync_absent WHERE ${RUN}`,
    keys(target),
  );
  return rows[0]?.absent ?? 0;
}

/** Removes up to `limit` absent images from the ledger. */
export async function takeAbsent(db: Db, target: SyncTarget, limit: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>(
    `DELETE FROM sync_absent WHERE ${RUN} AND image_id IN (
       SELECT image_id FROM sync_absent WHERE ${RUN} ORDER BY image_id LIMIT $4) RETURNING image_id AS id`,
    [...keys(target), limit],
  );
  return rows.map((row) => row.id);
}

/** Deletes the ledger of a run: its figures are in the task by now. */
export async function closeLedger(db: Db, target: SyncTarget): Promise<void> {
  await db.query(
    `WITH absent AS (DELETE FROM sync_absent WHERE ${RUN}) DELETE FROM sync_repository WHERE ${RUN}`,
    keys(target),
  );
}
