import type { Transaction } from '../../database/index.ts';
import { AppError, type EnterpriseScope, type Registry, type Tenant } from '../../model/index.ts';
import type { Vault } from '../../secrets/index.ts';
import { checkRegistryAddress } from './registry-address.ts';
import { REGISTRY_COLUMNS, secretContext } from './registry-row.ts';
import { checkRegistryTexts, checkRepositories } from './registry-texts.ts';

/** What may change of a connected registry; absent means: stays as it is. */
export interface RegistryChange {
  readonly apiVersion?: string | undefined;
  readonly protocol?: 'http' | 'https' | undefined;
  readonly registryAddr?: string | undefined;
  /** Empty makes it anonymous and deletes the password. */
  readonly registryUsername?: string | undefined;
  readonly registryPassword?: string | undefined;
  readonly namespace?: string | undefined;
  readonly connectClusterId?: string | undefined;
  readonly getScanImageChannel?: string | undefined;
  /** An empty list asks the registry again. */
  readonly repositories?: readonly string[] | undefined;
}

type StoredRegistry = Registry & { readonly sealed: Buffer | null };

/**
 * Changes a registry; its status is `accessing` until its check job ran again.
 * @throws AppError `not_found`; `invalid_parameter` naming the field, among them `registry_password` when it is needed anew
 */
export async function updateRegistry(
  tx: Transaction,
  tenant: Tenant,
  target: { readonly registryId: string; readonly enterprise: EnterpriseScope },
  change: RegistryChange,
  vault: Vault,
): Promise<Registry> {
  checkChange(change);
  const stored = await lockRegistry(tx, tenant, target.registryId, target.enterprise);
  checkPassword(stored, change);
  return writeChange(tx, stored, change, sealedAfter(stored, change, vault));
}

function checkChange(change: RegistryChange): void {
  if (change.registryAddr !== undefined) checkRegistryAddress(change.registryAddr);
  checkRegistryTexts({
    registry_username: change.registryUsername,
    registry_password: change.registryPassword,
    namespace: change.namespace,
    connect_cluster_id: change.connectClusterId,
  });
  checkRepositories(change.repositories ?? []);
}

async function lockRegistry(
  tx: Transaction,
  tenant: Tenant,
  registryId: string,
  enterprise: EnterpriseScope,
): Promise<StoredRegistry> {
  const { rows } = await tx.query<StoredRegistry>(
    `SELECT ${REGISTRY_COLUMNS}, r.secret_sealed AS sealed FROM registry r
     WHERE r.project_pk = $1 AND r.registry_id = $2 AND NOT r.deleting AND ($3::int[] IS NULL OR r.eps_pk = ANY ($3))
     FOR NO KEY UPDATE`,
    [tenant.projectPk, registryId, enterprise === 'all' ? null : enterprise],
  );
  if (rows[0]) return rows[0];
  throw new AppError('not_found', `registry ${registryId} does not exist`, { subject: 'registry_id' });
}

/** Attack: an own host, or plain http, as the new address, to read the stored password there. */
function checkPassword(stored: StoredRegistry, change: RegistryChange): void {
  const username = change.registryUsername ?? stored.registryUsername;
  if (username === '' || change.registryPassword) return;
  const moved = isOther(change.registryAddr, stored.registryAddr) || isOther(change.protocol, stored.protocol);
  if (stored.sealed === null) throw passwordMissing('it is needed with a registry_username');
  if (moved) throw passwordMissing('a new registry_addr or protocol needs it again');
}

function isOther(wanted: string | undefined, present: string): boolean {
  return wanted !== undefined && wanted !== present;
}

function passwordMissing(why: string): AppError {
  return new AppError('invalid_parameter', `registry_password is missing; ${why}`, { subject: 'registry_password' });
}

function sealedAfter(stored: StoredRegistry, change: RegistryChange, vault: Vault): Buffer | null {
  if ((change.registryUsername ?? stored.registryUsername) === '') return null;
  if (!change.registryPassword) return stored.sealed;
  return vault.seal(change.registryPassword, secretContext(stored.registryId));
}

async function writeChange(
  tx: Transaction,
  stored: StoredRegistry,
  change: RegistryChange,
  sealed: Buffer | null,
): Promise<Registry> {
  const { rows } = await tx.query<Registry>(
    `UPDATE registry r SET api_version = $3, protocol = $4, registry_addr = $5, registry_username = $6,
       secret_sealed = $7, namespace = $8, connect_cluster_id = $9, get_scan_image_channel = $10, repositories = $11,
       status = 'accessing', fail_reason = NULL, fail_detail = NULL
     WHERE r.project_pk = $1 AND r.registry_pk = $2 RETURNING ${REGISTRY_COLUMNS}`,
    [
      stored.projectPk,
      stored.registryPk,
      change.apiVersion ?? stored.apiVersion,
      change.protocol ?? stored.protocol,
      change.registryAddr ?? stored.registryAddr,
      change.registryUsername ?? stored.registryUsername,
      sealed,
      change.namespace ?? stored.namespace,
      change.connectClusterId ?? stored.connectClusterId,
      change.getScanImageChannel ?? stored.getScanImageChannel,
      repositoriesAfter(stored, change),
    ],
  );
  return rows[0] as Registry;
}

function repositoriesAfter(stored: Registry, { repositories }: RegistryChange): readonly string[] | null {
  if (repositories === undefined) return stored.repositories;
  return repositories.length === 0 ? null : repositories;
}
