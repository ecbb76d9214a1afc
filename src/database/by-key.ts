/**
 * The project `$1` in statements over rows that may have just been written, for `project_pk = ${THIS_PROJECT}`. Its number is not
 * known when the statement is planned, so the project counts as an average one. The planner knows nothing of a project
 * after its first sync, takes it for one row when it knows others, and then finds rows by reading all of it.
 */
export const THIS_PROJECT = '(SELECT $1::integer)';

/**
 * Rows of project `$1` with this key, which names columns of what stands before in FROM: `FROM … CROSS JOIN
 * ${byKey('image', 'id = w.id')} AS i`. `place` is where the row lies, for an UPDATE to find it.
 *
 * OFFSET 0 keeps the planner from turning this into anything but a look-up by index: joined as usual, batches of 50 multi-arch
 * images read 140,000 platforms where 3,000 images were.
 */
export function byKey(table: string, key: string): string {
  return `LATERAL (SELECT ctid AS place, * FROM ${table} WHERE project_pk = ${THIS_PROJECT} AND ${key} OFFSET 0)`;
}
