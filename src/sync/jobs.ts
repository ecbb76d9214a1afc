import Type from 'typebox';
import { defineJob } from '../jobs/index.ts';

const REGISTRY = { projectPk: Type.Integer(), registryPk: Type.Integer() };
const keyOfRegistry = ({ projectPk, registryPk }: { projectPk: number; registryPk: number }) =>
  `${projectPk}:${registryPk}`;

/** What a key of this module's jobs names, when the payload cannot be read; null for a text that is no such key. */
export function readJobKey(
  key: string | null,
): { projectPk: number; registryPk: number; taskId: string | null } | null {
  const [matched, project, registry, taskId = null] = /^(\d+):(\d+)(?::(.+))?$/.exec(key ?? '') ?? [];
  return matched === undefined ? null : { projectPk: Number(project), registryPk: Number(registry), taskId };
}

/** Asks a registry whether it lets us in. */
export const checkRegistryJob = defineJob({
  name: 'check-registry',
  payload: Type.Object(REGISTRY),
  key: keyOfRegistry,
  urgent: true,
});

/** Synchronises one registry of a task. A registry is never synchronised twice at once. */
export const syncRegistryJob = defineJob({
  name: 'sync-registry',
  payload: Type.Object({ ...REGISTRY, taskId: Type.String() }),
  key: (target) => `${keyOfRegistry(target)}:${target.taskId}`,
  queue: (target) => `sync:${keyOfRegistry(target)}`,
});

/** Removes the images of a registry that people deleted, then the registry. */
export const deleteRegistryJob = defineJob({
  name: 'delete-registry',
  payload: Type.Object(REGISTRY),
  key: keyOfRegistry,
});
