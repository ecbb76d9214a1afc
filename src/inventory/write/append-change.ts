import type { Transaction } from '../../database/index.ts';
import { IMAGE_COLUMNS } from '../image-columns.ts';
import { imagesOf } from '../images-of.ts';
import { inVersions } from './versions.ts';

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

const ARRAYS = IMAGE_COLUMNS.filter(({ logged }) => logged === 'array').map(({ name }) => name);
const CREATED = [
  'id',
  'registry_pk',
  ...IMAGE_COLUMNS.filter(({ logged }) => logged === 'created').map(({ name }) => name),
];
const FLAGS = IMAGE_COLUMNS.flatMap(({ name, logged }) =>
  typeof logged === 'object' ? [`${2 ** logged.bit} * i.${name}::int`] : [],
);

const inOrder = (value: string) => `array_agg(${value} ORDER BY i.id)`;

const APPEND = `WITH raised AS (UPDATE inventory_state SET version = version + 1 WHERE project_pk = $1 RETURNING version)
  INSERT INTO image_change (project_pk, version, ids, deleted, flags, ${ARRAYS.join(', ')}, created)
  SELECT $1, raised.version, ${inOrder('i.id')}, ${inOrder('i.id = ANY ($4::bigint[])')}, ${inOrder(FLAGS.join(' + '))},
    ${ARRAYS.map((name) => inOrder(`i.${name}`)).join(', ')},
    coalesce(jsonb_agg(jsonb_build_object(${CREATED.map((name) => `'${name}', i.${name}`).join(', ')}) ORDER BY i.id)
      FILTER (WHERE i.id = ANY ($3::bigint[])), '[]')
  FROM raised CROSS JOIN ${imagesOf('$2')}
  GROUP BY raised.version RETURNING version`;

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
  for (const some of inVersions(ids)) {
    const { rows } = await tx.query<{ version: number }>(APPEND, [projectPk, some, created, deleted]);
    version = rows[0]?.version ?? version;
  }
  return version;
}
