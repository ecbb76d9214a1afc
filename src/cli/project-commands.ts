import { createEnterpriseProject, createProject, findProject, listProjects } from '../auth/index.ts';
import { inTransaction } from '../database/index.ts';
import { type Administration, type CommandGroup, lines } from './administration.ts';

/** `hullwatch project`: tenants that see nothing of each other, and the enterprise projects that divide one. */
export const projectCommands: CommandGroup = (program, administer) => {
  const project = program.command('project').description('projects (tenants) and their enterprise projects');
  project
    .command('add <name>')
    .description('create a project')
    .option('--id <id>', 'its id; default: generated')
    .action((name: string, { id }: { id?: string }) => administer((on) => add(on, name, id)));
  project
    .command('divide <enterprise-project-id> [name]')
    .description('add an enterprise project to a project')
    .option('--project <id>', 'project id; not needed while there is only one')
    .action((epsId: string, epsName: string | undefined, options: { project?: string }) =>
      administer((on) => divide(on, { epsId, epsName: epsName ?? epsId }, options.project)),
    );
  project
    .command('list')
    .description('projects by name, with their enterprise projects')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => administer((on) => list(on, options.json ?? false)));
};

async function add({ pool }: Administration, projectName: string, projectId: string | undefined): Promise<string> {
  const tenant = await inTransaction(pool, (tx) => createProject(tx, { projectName, projectId }));
  return lines({ name: projectName, 'project id': tenant.projectId });
}

async function divide(
  { pool }: Administration,
  enterpriseProject: { readonly epsId: string; readonly epsName: string },
  projectId: string | undefined,
): Promise<string> {
  const tenant = await findProject(pool, projectId ?? null);
  await inTransaction(pool, (tx) => createEnterpriseProject(tx, tenant, enterpriseProject));
  return lines({ 'project id': tenant.projectId, 'enterprise project': enterpriseProject.epsId });
}

async function list({ pool }: Administration, json: boolean): Promise<string> {
  const projects = await listProjects(pool);
  if (json) return JSON.stringify(projects.map(({ projectPk: _, ...project }) => project));
  const described = projects.map(
    ({ projectId, projectName, enterpriseProjects }) =>
      `${projectName}: ${projectId}, enterprise projects ${enterpriseProjects.join(', ')}`,
  );
  return described.join('\n');
}
