import type { Transaction } from '../database/index.ts';
import { AppError } from '../model/index.ts';

/** The state of a project's image rows, held until the transaction ends. */
export interface LockedProject {
  /** Last committed version of the image rows. */
  readonly version: number;
  /** Next free image id, already on the wire's scale: project_pk * 2^32 + local id. */
  readonly nextId: number;
}

/** Local ids of a project live in the low 32 bits; project_pk below 2^21 keeps the sum a safe integer. */
export const IDS_PER_PROJECT = 2 ** 32;

/**
 * Takes the row lock that serialises all writers of image and manifest rows of a project: first, before any of them
 * is touched (docs/adr/0004). Taking it again in the same transaction costs one read.
 * @throws AppError `not_found` when the project does not exist
 */
export async function lockProject(tx: Transaction, projectPk: number): Promise<LockedProject> {
  const { rows } = await tx.query<{ version: number; nextLocalId: number }>({
    name: 'lock-project',
    text: `SELECT version, next_id AS "nextLocalId" FROM project WHERE project_pk = $1 FOR NO KEY UPDATE`,
    values: [projectPk],
  });
  if (!rows[0]) throw new AppError('not_found', 'the project does not exist', { subject: 'project_id' });
  return { version: rows[0].version, nextId: projectPk * IDS_PER_PROJECT + rows[0].nextLocalId };
}

/** Gives out `count` consecutive image ids. The caller holds the lock, so ids grow in commit order. */
export async function takeImageIds(tx: Transaction, projectPk: number, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await tx.query<{ first: number }>({
    name: 'take-image-ids',
    text: `UPDATE project SET next_id = next_id + $2 WHERE project_pk = $1 RETURNING next_id - $2 AS first`,
    values: [projectPk, count],
  });
  const first = projectPk * IDS_PER_PROJECT + (rows[0]?.first ?? 0);
  return Array.from({ length: count }, (_, index) => first + index);
}
