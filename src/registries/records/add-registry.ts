import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../database/index.ts';
import { AppError, type Registry, type RegistryType, type Tenant } from '../../model/index.ts';
import type { Vault } from '../../secrets/index.ts';
import { checkConnectable } from '../types/index.ts';
import { checkRegistryAddress } from './registry-address.ts';
import { REGISTRY_COLUMNS, secretContext } from './registry-row.ts';
import { checkRegistryTexts, checkRepositories } from './registry-texts.ts';

/** A registry that is to be connected. */
export interface NewRegistry {
  readonly epsPk: number;
  /** 1 to 128 characters, unique in the project. */
  readonly registryName: string;
  readonly registryType: RegistryType;
  readonly apiVersion: string;
  readonly protocol: 'http' | 'https';
  /** `host[:port]`. */
  readonly registryAddr: string;
  /** Empty means anonymous; a password is then not kept. */
  readonly registryUsername: string;
  readonly registryPassword: string | null;
  readonly namespace: string;
  readonly connectClusterId: string;
  readonly getScanImageChannel: string;
  /** For registries that refuse `_catalog`; null: ask the registry. */
  readonly repositories?: readonly string[] | null;
}

/**
 * Connects a registry: status `accessing` until its check job ran.
 * @throws AppError `invalid_parameter` naming the field, `conflict` with subject `registry_name` when the name is taken
 */
export async function addRegistry(
  tx: Transaction,
  tenant: Tenant,
  input: NewRegistry,
  vault: Vault,
): Promise<Registry> {
  checkNewRegistry(input);
  const registryId = randomUUID();
  const registryPk = await takeRegistryPk(tx, tenant.projectPk);
  const sealed = sealPassword(input, vault, registryId);
  return insertRegistry(tx, tenant.projectPk, registryPk, registryId, input, sealed);
}

function checkNewRegistry(input: NewRegistry): void {
  checkConnectable(input.registryType);
  checkRegistryAddress(input.registryAddr);
  checkRepositories(input.repositories ?? []);
  checkRegistryTexts({
    registry_name: input.registryName,
    registry_username: input.registryUsername,
    registry_password: input.registryPassword ?? '',
    namespace: input.namespace,
    connect_cluster_id: input.connectClusterId,
  });
  if (input.registryUsername === '' || input.registryPassword) return;
  throw new AppError(
    'invalid_parameter',
    'registry_password is missing; it may be left out only with an empty registry_username',
    {
      subject: 'registry_password',
    },
  );
}

/** Numbers are never reused: manifests and old tasks still refer to the number of a deleted registry. */
async function takeRegistryPk(tx: Transaction, projectPk: number): Promise<number> {
  const { rows } = await tx.query<{ registryPk: number }>(
    `INSERT INTO registry_sequence AS s (project_pk, next_registry_pk) VALUES ($1, 2)
     ON CONFLICT (project_pk) DO UPDATE SET next_registry_pk = s.next_registry_pk + 1
     RETURNING next_registry_pk - 1 AS "registryPk"`,
    [projectPk],
  );
  return (rows[0] as { registryPk: number }).registryPk;
}

function sealPassword(input: NewRegistry, vault: Vault, registryId: string): Buffer | null {
  if (input.registryUsername === '' || input.registryPassword === null) return null;
  return vault.seal(input.registryPassword, secretContext(registryId));
}

async function insertRegistry(
  tx: Transaction,
  projectPk: number,
  registryPk: number,
  registryId: string,
  input: NewRegistry,
  sealed: Buffer | null,
): Promise<Registry> {
  const { rows } = await tx.query<Registry>(
    `INSERT INTO registry AS r (project_pk, registry_pk, registry_id, eps_pk, registry_name, registry_type, api_version,
       protocol, registry_addr, registry_username, secret_sealed, namespace, connect_cluster_id, get_scan_image_channel,
       repositories)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (project_pk, registry_name) WHERE NOT deleting DO NOTHING
     RETURNING ${REGISTRY_COLUMNS}`,
    [
      projectPk,
      registryPk,
      registryId,
      input.epsPk,
      input.registryName,
      input.registryType,
      input.apiVersion,
      input.protocol,
      input.registryAddr,
      input.registryUsername,
      sealed,
      input.namespace,
      input.connectClusterId,
      input.getScanImageChannel,
      input.repositories?.length ? input.repositories : null,
    ],
  );
  if (rows[0]) return rows[0];
  throw new AppError('conflict', `a registry named ${input.registryName} is connected already`, {
    subject: 'registry_name',
  });
}
