import { randomUUID } from 'node:crypto';
import type { Db } from '../../src/database/index.ts';
import type { RegistryType, Tenant } from '../../src/model/index.ts';

export interface InsertedRegistry {
  readonly registryPk: number;
  readonly registryId: string;
  readonly registryName: string;
}

/** A registry row; numbers below 100 stay clear of those that the product hands out (rows/project.ts). */
export async function insertRegistry(
  db: Db,
  tenant: Pick<Tenant, 'projectPk'>,
  registryPk: number,
  row: { registryType?: RegistryType; epsPk?: number; status?: string; deleting?: boolean } = {},
): Promise<InsertedRegistry> {
  const registryId = randomUUID();
  const registryName = `registry-${registryPk}`;
  await db.query(
    `INSERT INTO registry (project_pk, registry_pk, registry_id, eps_pk, registry_name, registry_type, protocol, registry_addr,
       status, deleting) VALUES ($1, $2, $3, $4, $5, $6, 'https', 'registry.example', $7, $8)`,
    [
      tenant.projectPk,
      registryPk,
      registryId,
      row.epsPk ?? 0,
      registryName,
      row.registryType ?? 'oci',
      row.status ?? 'success',
      row.deleting ?? false,
    ],
  );
  return { registryPk, registryId, registryName };
}
