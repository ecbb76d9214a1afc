import { randomUUID } from 'node:crypto';
import type { Db } from '../../src/database/index.ts';
import type { Tenant } from '../../src/model/index.ts';

/** A project of its own for a test, with the enterprise projects 0 and 7. */
export async function insertProject(db: Db, projectId: string = randomUUID()): Promise<Tenant> {
  const { rows } = await db.query<{ projectPk: number }>(
    `INSERT INTO project (project_id, project_name) VALUES ($1, $1) RETURNING project_pk AS "projectPk"`,
    [projectId],
  );
  const projectPk = rows[0]?.projectPk as number;
  await db.query('INSERT INTO inventory_state (project_pk) VALUES ($1)', [projectPk]);
  await db.query('INSERT INTO registry_sequence (project_pk, next_registry_pk) VALUES ($1, 100)', [projectPk]);
  await db.query(
    `INSERT INTO enterprise_project (project_pk, eps_pk, eps_id, eps_name) VALUES ($1, 0, '0', 'default'), ($1, 7, 'seven', 'seven')`,
    [projectPk],
  );
  return { projectPk, projectId };
}
