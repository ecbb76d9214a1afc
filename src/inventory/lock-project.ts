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

/** SQLSTATE foreign_key_violation. */
const NO_SUCH_PROJECT = '23503';

/**
 * Takes the row lock that serialises all writers of image and manifest rows of a project: first, before any of them
 * is touched (docs/adr/0004). Taking it again in the same transaction costs one read.
 * @throws AppError `not_found` when the project does not exist
 */
export async function lockProject(tx: Transaction, projectPk: number): Promise<LockedProject> {
  const state = (await lockState(tx, projectPk)) ?? (await createState(tx, projectPk));
  return { version: state.version, nextId: projectPk * IDS_PER_PROJECT + state.nextLocalId };
}

interface InventoryState {
  readonly version: number;
  readonly nextLocalId: number;
}

async function lockState(tx: Transaction, projectPk: number): Promise<InventoryState | undefined> {
  const { rows } = await tx.query<InventoryState>({
    name: 'lock-project',
    text: `SELECT version, next_id AS "nextLocalId" FROM inventory_state WHERE project_pk = $1 FOR NO KEY UPDATE`,
    values: [projectPk],
  });
  return rows[0];
}

/** The first writer of a project creates the row; one that comes at the same time waits here and finds it. */
async function createState(tx: Transaction, projectPk: number): Promise<InventoryState> {
  try {
    await tx.query('INSERT INTO inventory_state (project_pk) VALUES ($1) ON CONFLICT DO NOTHING', [projectPk]);
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== NO_SUCH_PROJECT) throw cause;
    throw new AppError('not_found', 'the project does not exist', { cause, subject: 'project_id' });
  }
  return (await lockState(tx, projectPk)) as InventoryState;
}

/** Gives out `count` consecutive image ids. The caller holds the lock, so ids grow in commit order. */
export async function takeImageIds(tx: Transaction, projectPk: number, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await tx.query<{ first: number }>({
    name: 'take-image-ids',
    text: `UPDATE inventory_state SET next_id = next_id + $2 WHERE project_pk = $1 RETURNING next_id - $2 AS first`,
    values: [projectPk, count],
  });
  const first = projectPk * IDS_PER_PROJECT + (rows[0]?.first ?? 0);
  return Array.from({ length: count }, (_, index) => first + index);
}
