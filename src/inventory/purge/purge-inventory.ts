import { inTransaction, type Pool, THIS_PROJECT } from '../../database/index.ts';
import { lockProject } from '../lock-project.ts';
import { releaseManifests } from '../write/manifest-references.ts';

/** What nothing points to any more. Batches keep each statement short; the next hour takes the rest. */
const BATCH = 10_000;

/** Transactions that hold a lock are short: what they drop was found before, without one, and is looked at again. */
const ROWS_PER_TRANSACTION = 500;

/** An image that went while its scan waited or ran left its manifest behind. */
const ORPHAN_MANIFESTS = `SELECT m.digest FROM manifest m WHERE m.project_pk = ${THIS_PROJECT}
  AND m.scan_status NOT IN ('queued', 'scanning')
  AND NOT EXISTS (SELECT FROM image_manifest r WHERE r.project_pk = m.project_pk AND r.digest = m.digest) LIMIT ${BATCH}`;

const ORPHAN_LAYERS = `DELETE FROM layer WHERE (project_pk, digest) IN (
  SELECT l.project_pk, l.digest FROM layer l
  WHERE l.read_at < $1 AND NOT EXISTS (
    SELECT FROM manifest_layer m WHERE m.project_pk = l.project_pk AND m.layer_digest = l.digest)
  LIMIT ${BATCH})`;

const UNNAMED = `NOT EXISTS (SELECT FROM manifest_package m WHERE m.project_pk = p.project_pk AND m.package_pk = p.package_pk)`;

const ORPHAN_PACKAGES = `SELECT p.package_pk AS "packagePk" FROM package p
  WHERE p.project_pk = ${THIS_PROJECT} AND ${UNNAMED} LIMIT ${BATCH}`;

const DELETE_PACKAGES = `DELETE FROM package p
  WHERE p.project_pk = ${THIS_PROJECT} AND p.package_pk = ANY ($2::bigint[]) AND ${UNNAMED}`;

const CHANGES = `WITH gone AS (
    DELETE FROM image_change WHERE project_pk = $1 AND at < $2 RETURNING version)
  UPDATE inventory_state SET purge_floor = greatest(purge_floor, (SELECT max(version) FROM gone))
  WHERE project_pk = $1 AND EXISTS (SELECT FROM gone)`;

/**
 * Drops what no image needs: manifests that no image carries, facts of layers (kept until `orphansBefore`, so that a retag
 * back costs no pull) and packages that no manifest names, and change log rows older than `changesBefore`. An unchanging
 * inventory does not grow. Times in milliseconds since 1970.
 */
export async function purgeInventory(
  pool: Pool,
  { orphansBefore, changesBefore }: { readonly orphansBefore: number; readonly changesBefore: number },
): Promise<void> {
  const { rows } = await pool.query<{ projectPk: number }>('SELECT project_pk AS "projectPk" FROM inventory_state');
  for (const { projectPk } of rows) await purgeManifests(pool, projectPk);
  await pool.query(ORPHAN_LAYERS, [new Date(orphansBefore)]);
  for (const { projectPk } of rows) {
    await purgePackages(pool, projectPk);
    await inTransaction(pool, (tx) => tx.query(CHANGES, [projectPk, new Date(changesBefore)]));
  }
}

async function purgeManifests(pool: Pool, projectPk: number): Promise<void> {
  const { rows } = await pool.query<{ digest: string }>(ORPHAN_MANIFESTS, [projectPk]);
  for (const some of inParts(rows)) {
    await inTransaction(pool, async (tx) => {
      await lockProject(tx, projectPk);
      await releaseManifests(
        tx,
        projectPk,
        some.map((row) => row.digest),
      );
    });
  }
}

async function purgePackages(pool: Pool, projectPk: number): Promise<void> {
  const { rows } = await pool.query<{ packagePk: number }>(ORPHAN_PACKAGES, [projectPk]);
  for (const some of inParts(rows)) {
    await inTransaction(pool, async (tx) => {
      // A scan that has found its packages stored must be able to link them: it holds the table for writing until it ends.
      await tx.query('LOCK TABLE package IN SHARE ROW EXCLUSIVE MODE');
      await tx.query(DELETE_PACKAGES, [projectPk, some.map((row) => row.packagePk)]);
    });
  }
}

function* inParts<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_TRANSACTION)
    yield rows.slice(start, start + ROWS_PER_TRANSACTION);
}
