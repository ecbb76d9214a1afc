import type { Transaction } from '../../database/index.ts';
import { imagesOf } from '../images-of.ts';

/*
 * The statements of the write protocol carry no name on purpose: PostgreSQL would keep the plan of a named one that it
 * made when the table was small, and the first large sync would run it (measured: 10,000 rows in 20 s instead of 3 s).
 */

/** Image rows that one transaction changed; disjoint or not, each is logged once. */
export interface ImageChange {
  readonly changed: Iterable<number>;
  /** Among them, rows that did not exist before. */
  readonly created?: readonly number[];
  /** Rows about to be deleted: log first, then delete, so that their last values are logged. */
  readonly deleted?: readonly number[];
}

const APPEND = `WITH bumped AS (UPDATE inventory_state SET version = version + 1 WHERE project_pk = $1 RETURNING version)
  INSERT INTO image_change (project_pk, version, ids, deleted, update_time, scan_time, sync_time, image_size, vul_num,
    unsafe_num, malicious_num, flags, scan_status, severity, created)
  SELECT $1, bumped.version, array_agg(i.id ORDER BY i.id), array_agg(i.id = ANY ($4::bigint[]) ORDER BY i.id),
    array_agg(i.update_time ORDER BY i.id), array_agg(i.scan_time ORDER BY i.id), array_agg(i.sync_time ORDER BY i.id),
    array_agg(i.image_size ORDER BY i.id), array_agg(i.vul_num ORDER BY i.id), array_agg(i.unsafe_num ORDER BY i.id),
    array_agg(i.malicious_num ORDER BY i.id),
    array_agg(i.latest_version::int + 2 * i.is_multiarch::int + 4 * i.scannable::int + 8 * i.listed::int ORDER BY i.id),
    array_agg(i.scan_status ORDER BY i.id), array_agg(i.severity ORDER BY i.id),
    coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'registry_pk', i.registry_pk, 'eps_pk', i.eps_pk,
      'namespace', i.namespace, 'image_name', i.image_name, 'image_version', i.image_version) ORDER BY i.id)
      FILTER (WHERE i.id = ANY ($3::bigint[])), '[]')
  FROM bumped CROSS JOIN ${imagesOf('$2')}
  GROUP BY bumped.version RETURNING version`;

/** A follower of the log never has to take in more at once: one digest can stand behind any number of tags. */
const MAX_IMAGES_PER_VERSION = 5_000;

/**
 * Ends a write: raises the project's version and appends the one `image_change` row of that version with the values
 * the rows have now, for more than 5,000 images once per 5,000. The caller holds the project lock. Nothing changed:
 * nothing is written.
 * @returns the new version, null when nothing changed
 */
export async function appendChange(tx: Transaction, projectPk: number, change: ImageChange): Promise<number | null> {
  const created = change.created ?? [];
  const deleted = change.deleted ?? [];
  const ids = [...new Set([...change.changed, ...created, ...deleted])];
  let version: number | null = null;
  for (let start = 0; start < ids.length; start += MAX_IMAGES_PER_VERSION) {
    const values = [projectPk, ids.slice(start, start + MAX_IMAGES_PER_VERSION), created, deleted];
    const { rows } = await tx.query<{ version: number }>(APPEND, values);
    version = rows[0]?.version ?? version;
  }
  return version;
}
