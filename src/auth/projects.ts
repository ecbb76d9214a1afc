import { randomBytes } from 'node:crypto';
import type { Db, Transaction } from '../database/index.ts';
import { AppError, type Tenant } from '../model/index.ts';

/** An id is one segment of a path and needs no escaping. */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** The id of the enterprise project that every project has from the start. */
export const DEFAULT_ENTERPRISE_PROJECT = '0';

export interface NamedProject extends Tenant {
  readonly projectName: string;
  /** Ids of its enterprise projects; `0` is the default one. */
  readonly enterpriseProjects: readonly string[];
}

const LIST = `SELECT project_pk AS "projectPk", project_id AS "projectId", project_name AS "projectName",
    ARRAY(SELECT eps_id FROM enterprise_project e WHERE e.project_pk = p.project_pk ORDER BY eps_pk) AS "enterpriseProjects"
  FROM project p ORDER BY project_name`;

/** Creates a project with its default enterprise project. Without an id it gets 32 random hex digits. Throws `conflict`. */
export async function createProject(
  tx: Transaction,
  project: { projectId?: string | undefined; projectName: string },
): Promise<Tenant> {
  const projectId = project.projectId ?? randomBytes(16).toString('hex');
  if (!ID.test(projectId)) throw invalidId('project id', projectId);
  const { rows } = await tx.query<{ project_pk: number }>(
    'INSERT INTO project (project_id, project_name) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING project_pk',
    [projectId, project.projectName],
  );
  const projectPk = rows[0]?.project_pk;
  if (projectPk === undefined) {
    throw new AppError('conflict', `a project ${projectId} or with the name ${project.projectName} exists`);
  }
  const tenant = { projectPk, projectId };
  await insertEnterpriseProject(tx, tenant, 0, DEFAULT_ENTERPRISE_PROJECT, 'default');
  return tenant;
}

/** Adds an enterprise project and returns its key. Throws `conflict` when the id is taken. */
export async function createEnterpriseProject(
  tx: Transaction,
  tenant: Tenant,
  enterpriseProject: { epsId: string; epsName: string },
): Promise<number> {
  const { epsId, epsName } = enterpriseProject;
  if (!ID.test(epsId)) throw invalidId('enterprise project id', epsId);
  // Locks the project row, so that two creations at once do not take the same number.
  await tx.query('SELECT FROM project WHERE project_pk = $1 FOR UPDATE', [tenant.projectPk]);
  const { rows } = await tx.query<{ next: number }>(
    'SELECT coalesce(max(eps_pk), 0) + 1 AS next FROM enterprise_project WHERE project_pk = $1',
    [tenant.projectPk],
  );
  const epsPk = rows[0]?.next ?? 1;
  await insertEnterpriseProject(tx, tenant, epsPk, epsId, epsName);
  return epsPk;
}

/** The key of an enterprise project, or null when the project has none of that id. */
export async function findEnterpriseProject(db: Db, tenant: Tenant, epsId: string): Promise<number | null> {
  const { rows } = await db.query<{ eps_pk: number }>({
    name: 'auth-find-enterprise-project',
    text: 'SELECT eps_pk FROM enterprise_project WHERE project_pk = $1 AND eps_id = $2',
    values: [tenant.projectPk, epsId],
  });
  return rows[0]?.eps_pk ?? null;
}

/** All projects by name. */
export async function listProjects(db: Db): Promise<NamedProject[]> {
  return (await db.query<NamedProject>(LIST)).rows;
}

/**
 * The project with this id; without one, the only project there is.
 * @throws AppError `not_found`, and `invalid_parameter` when there are several to choose from
 */
export async function findProject(db: Db, projectId: string | null): Promise<NamedProject> {
  const projects = await listProjects(db);
  const [found, other] = projects.filter((project) => projectId === null || project.projectId === projectId);
  if (found && !other) return found;
  const choice = projects.slice(0, 10).map((project) => `${project.projectId} (${project.projectName})`);
  if (found) throw new AppError('invalid_parameter', `name one of the projects: ${choice.join(', ')}`);
  throw new AppError('not_found', projectId === null ? 'there is no project yet' : `there is no project ${projectId}`);
}

async function insertEnterpriseProject(tx: Transaction, tenant: Tenant, epsPk: number, epsId: string, epsName: string) {
  const { rowCount } = await tx.query(
    `INSERT INTO enterprise_project (project_pk, eps_pk, eps_id, eps_name) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [tenant.projectPk, epsPk, epsId, epsName],
  );
  if (rowCount === 0) throw new AppError('conflict', `the enterprise project ${epsId} exists`, { subject: epsId });
}

function invalidId(what: string, value: string): AppError {
  const shown = JSON.stringify(value.slice(0, 80));
  return new AppError('invalid_parameter', `${what} ${shown} is not 1 to 64 of A-Z a-z 0-9 - _`, { subject: what });
}
