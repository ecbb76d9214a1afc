import type { Db } from '../database/index.ts';
import { AppError, type Tenant } from '../model/index.ts';

export interface NamedProject extends Tenant {
  readonly projectName: string;
  /** Ids of its enterprise projects; `0` is the default one. */
  readonly enterpriseProjects: readonly string[];
}

const LIST = `SELECT project_pk AS "projectPk", project_id AS "projectId", project_name AS "projectName",
    ARRAY(SELECT eps_id FROM enterprise_project e WHERE e.project_pk = p.project_pk ORDER BY eps_pk) AS "enterpriseProjects"
  FROM project p ORDER BY project_name`;

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
