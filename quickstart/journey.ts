import { setTimeout as sleep } from 'node:timers/promises';
import cliProgress from 'cli-progress';
import type { HssClient } from './hss-client.ts';
import type { ListedImage } from './image-table.ts';
import type { Settings } from './settings.ts';

interface Page<T> {
  readonly total_num: number;
  readonly data_list: readonly T[];
}
interface RegistryRow {
  readonly id: string;
  readonly registry_addr: string;
  readonly status: string;
  readonly fail_reason?: string;
  readonly fail_detail?: string;
}
interface TaskRow {
  readonly task_id: string;
  readonly task_status: number;
  readonly failed_reason?: string;
  readonly success_num?: number;
  readonly failed_num?: number;
  readonly total_num?: number;
}

const POLL_MS = 300;
/** Where no bar can be drawn, a line is printed this often. */
const LINE_MS = 10_000;

/** The list call for the images of one registry. */
export function listPath(registryName: string): string {
  const query = new URLSearchParams({
    limit: '50',
    enterprise_project_id: 'all_granted_eps',
    registry_name: registryName,
  });
  return `/image/registries/images?${query}`;
}

/** Connects the registry, or changes what an earlier run connected, and waits until it answers. @returns its id */
export async function connectRegistry(client: HssClient, name: string, url: URL, login: Settings): Promise<string> {
  const query = `/image/registries?registry_name=${encodeURIComponent(name)}`;
  const known = await client.call<Page<RegistryRow>>('GET', query);
  const before = known.data_list[0];
  if (!before) await client.call('POST', '/image/registries', connection(name, url, login));
  else await client.call('PUT', `/image/registries/${before.id}`, place(url, login));
  return until(async () => {
    const row = (await client.call<Page<RegistryRow>>('GET', query)).data_list[0];
    if (row?.status === 'fail') throw new Error(`the registry cannot be used: ${row.fail_detail ?? row.fail_reason}`);
    return row?.status === 'success' ? row.id : null;
  });
}

function connection(name: string, url: URL, login: Settings) {
  return {
    registry_name: name,
    registry_type: 'Other',
    api_version: 'V2',
    ...place(url, login),
    connect_cluster_id: 'none',
    get_scan_image_channel: 'Other',
  };
}

/** May differ from the last run's: the sample registry takes whatever port is free, and a wrong password is corrected. */
function place(url: URL, { username, password }: Settings) {
  return {
    protocol: url.protocol.slice(0, -1),
    registry_addr: url.host,
    registry_username: username,
    registry_password: password,
  };
}

/** Syncs one registry and shows how far it is. @throws Error with the task's own reason */
export async function syncRegistry(client: HssClient, registryId: string): Promise<void> {
  const body = { sync_all_registries: false, registry_info: [{ registry_id: registryId, registry_type: 'Other' }] };
  const { task_id } = await client.call<{ task_id: string }>('POST', '/image/image-sync/tasks', body);
  await followTask(client, 'image_sync', task_id, 'Syncing ');
}

export async function scanEverything(client: HssClient): Promise<void> {
  const body = { scan_scope: 0x7fffffff, rate_limit: 0, is_all: true };
  const path = '/image/image-scan/tasks?global_image_type=registry&enterprise_project_id=all_granted_eps';
  const { task_id } = await client.call<{ task_id: string }>('POST', path, body);
  await followTask(client, 'image_scan', task_id, 'Scanning');
}

export async function listImages(client: HssClient, list: string): Promise<Page<ListedImage>> {
  return client.call<Page<ListedImage>>('GET', list);
}

/** @throws Error when no image, or more than one, is called that */
export async function findImage(client: HssClient, list: string, reference: string): Promise<ListedImage> {
  const [, namespace = '', name = '', tag = ''] = /^(?:([^/:]+)\/)?([^:]+):(.+)$/.exec(reference) ?? [];
  const query = new URLSearchParams({ image_name: name, image_version: tag, ...(namespace && { namespace }) });
  const page = await client.call<Page<ListedImage>>('GET', `${list}&${query}`);
  const [image] = page.data_list;
  if (!image) throw new Error(`no image is called ${reference}`);
  if (page.total_num > 1) throw new Error(`${page.total_num} images are called ${reference}`);
  return image;
}

async function followTask(client: HssClient, type: string, taskId: string, title: string): Promise<void> {
  const format = `${title} {bar} {percentage}%  {detail}`;
  const bar = new cliProgress.SingleBar({ format, hideCursor: true, noTTYOutput: true, notTTYSchedule: LINE_MS });
  bar.start(100, 0, { detail: '' });
  try {
    await until(async () => {
      const path = `/image/tasks?type=${type}&task_id=${taskId}&enterprise_project_id=all_granted_eps`;
      const task = (await client.call<Page<TaskRow>>('GET', path)).data_list[0];
      if (!task) throw new Error(`task ${taskId} is not listed`);
      if (task.task_status < 0) throw new Error(task.failed_reason ?? `the task ended with ${task.task_status}`);
      bar.update(task.task_status, { detail: inWords(task) });
      return task.task_status === 100 ? true : null;
    });
  } finally {
    bar.stop();
  }
}

function inWords({ success_num = 0, failed_num = 0, total_num = 0 }: TaskRow): string {
  const failed = failed_num > 0 ? `, ${failed_num} failed` : '';
  return total_num > 0 ? `${success_num} of ${total_num}${failed}` : '';
}

async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    await sleep(POLL_MS);
  }
}
