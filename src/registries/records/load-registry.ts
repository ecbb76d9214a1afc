import type { Db } from '../../database/index.ts';
import type { Registry } from '../../model/index.ts';
import type { Vault } from '../../secrets/index.ts';
import { CONNECTION, REGISTRY_COLUMNS, secretContext } from './registry-row.ts';

/** A registry with its secret. `deleting`: it was disconnected, and its images are being deleted. */
export interface LoadedRegistry {
  readonly registry: Registry;
  /** The password; null: anonymous. Never to be logged or stored elsewhere. */
  readonly secret: string | null;
  readonly deleting: boolean;
  /** Changes with address, protocol, user name and password; see `setRegistryStatus`. */
  readonly connection: string;
}

/**
 * @returns null when the registry is gone
 * @throws what the vault throws when the secret was sealed with another key or for another registry
 */
export async function loadRegistry(
  db: Db,
  projectPk: number,
  registryPk: number,
  vault: Vault,
): Promise<LoadedRegistry | null> {
  const { rows } = await db.query<Registry & { sealed: Buffer | null; deleting: boolean; connection: string }>(
    `SELECT ${REGISTRY_COLUMNS}, r.secret_sealed AS sealed, r.deleting, ${CONNECTION} AS connection FROM registry r
     WHERE r.project_pk = $1 AND r.registry_pk = $2`,
    [projectPk, registryPk],
  );
  if (!rows[0]) return null;
  const { sealed, deleting, connection, ...registry } = rows[0];
  const secret = sealed === null ? null : vault.unseal(sealed, secretContext(registry.registryId));
  return { registry, secret, deleting, connection };
}
