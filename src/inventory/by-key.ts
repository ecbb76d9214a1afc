type Table = 'image' | 'image_child' | 'image_manifest' | 'manifest' | 'manifest_child' | 'stage_state';

/**
 * Rows of project `$1` with this key, which names columns of what stands before in FROM: `FROM … CROSS JOIN
 * ${byKey('image', 'id = w.id')} AS i`. `place` is where the row lies, for an UPDATE to find it.
 *
 * Right after a first sync the planner knows nothing of the rows and takes a whole project for a handful of them or, beside
 * projects that it knows, for one. It then finds a few rows by reading all, or each by reading all: batches of 50 multi-arch
 * images read 140,000 platforms where 3,000 images were. OFFSET 0 keeps it from turning this into anything but a look-up by
 * index. The project comes from a sub-select, so that its number is not known when the statement is planned: then a project
 * counts as an average one, and an index that only helps to find the project looks as dear as it is.
 */
export function byKey(table: Table, key: string): string {
  return `LATERAL (SELECT ctid AS place, * FROM ${table} WHERE project_pk = (SELECT $1::integer) AND ${key} OFFSET 0)`;
}

/** The images with the ids in this parameter (bigint[], none twice), as `i`. */
export function imagesOf(parameter: string): string {
  return `unnest(${parameter}::bigint[]) AS wanted (id) CROSS JOIN ${byKey('image', 'id = wanted.id')} AS i`;
}
