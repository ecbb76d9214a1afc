import type { Db } from '../../database/index.ts';
import type { RegistryStatus } from '../../model/index.ts';
import type { RegistryInstance } from '../connector.ts';
import { CONNECTION } from './registry-row.ts';

export type FailReason = 'CREATE_JOB_FAILED' | 'REQUEST_API_ERROR' | 'SERVER_ERROR';

/** The last known state of the connection. `failDetail` is one sentence, without secrets. */
export interface RegistryState {
  readonly status: RegistryStatus;
  readonly failReason: FailReason | null;
  readonly failDetail: string | null;
}

/**
 * Writes the state; a row that has it already is not written.
 * @param connection of the registry as it was tested: the state of another address or password is not written
 */
export async function setRegistryStatus(
  db: Db,
  projectPk: number,
  registryPk: number,
  state: RegistryState,
  connection?: string,
): Promise<void> {
  await db.query(
    `UPDATE registry r SET status = $3, fail_reason = $4, fail_detail = $5
     WHERE r.project_pk = $1 AND r.registry_pk = $2 AND (r.status, r.fail_reason, r.fail_detail) IS DISTINCT FROM ($3, $4, $5)
       AND ($6::text IS NULL OR ${CONNECTION} = $6)`,
    [projectPk, registryPk, state.status, state.failReason, state.failDetail, connection ?? null],
  );
}

/** @param at end of a complete sync, milliseconds since 1970; never moves backwards */
export async function markRegistrySynced(db: Db, projectPk: number, registryPk: number, at: number): Promise<void> {
  await db.query(
    `UPDATE registry SET synced_at = greatest(synced_at, $3::timestamptz) WHERE project_pk = $1 AND registry_pk = $2`,
    [projectPk, registryPk, new Date(at)],
  );
}

/** @param imagesNum tags of this registry in the list, 0 to 2^31 - 1 */
export async function setRegistryImages(
  db: Db,
  projectPk: number,
  registryPk: number,
  imagesNum: number,
): Promise<void> {
  await db.query(
    `UPDATE registry SET images_num = $3 WHERE project_pk = $1 AND registry_pk = $2 AND images_num <> $3`,
    [projectPk, registryPk, imagesNum],
  );
}

/** Writes which instance the images of a registry belong to; a row that says so already is not written. */
export async function setRegistryInstance(
  db: Db,
  projectPk: number,
  registryPk: number,
  { instanceId, instanceName, instanceUrl }: RegistryInstance,
): Promise<void> {
  await db.query(
    `UPDATE registry SET instance_id = $3, instance_name = $4, instance_url = $5 WHERE project_pk = $1 AND registry_pk = $2
       AND (instance_id, instance_name, instance_url) IS DISTINCT FROM ($3, $4, $5)`,
    [projectPk, registryPk, instanceId, instanceName, instanceUrl],
  );
}
