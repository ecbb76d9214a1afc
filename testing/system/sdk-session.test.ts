import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HssClient, type HssRequest, openHssClient } from '../../conformance/hss-client.ts';
import { type FakeRegistry, openFakeRegistry } from '../../fixtures/registry/index.ts';
import { keepCredentials } from '../../quickstart/credentials.ts';
import { openHssClient as openSigned } from '../../quickstart/hss-client.ts';
import { type HullwatchProcess, startHullwatch } from '../../quickstart/hullwatch-process.ts';
import { loadAdvisories } from '../../quickstart/load-advisories.ts';
import { pushSampleImages } from '../../quickstart/sample-images.ts';
import { freePort } from '../quickstart/run-quickstart.ts';

const ADVISORIES = fileURLToPath(new URL('../../quickstart/advisories', import.meta.url));

let registry: FakeRegistry;
let folder: string;
let hullwatch: HullwatchProcess;
let client: HssClient;

type Row = Record<string, unknown>;

beforeAll(async () => {
  registry = await openFakeRegistry();
  await pushSampleImages(registry);
  folder = mkdtempSync(join(tmpdir(), 'hullwatch-sdk-'));
  const { projectId, ...key } = keepCredentials(folder);
  hullwatch = await startHullwatch(folder, `127.0.0.1:${await freePort()}`, {
    HULLWATCH_BOOTSTRAP_PROJECT_ID: projectId,
    HULLWATCH_BOOTSTRAP_ACCESS_KEY: key.accessKey,
    HULLWATCH_BOOTSTRAP_SECRET_KEY: key.secretKey,
    HULLWATCH_EGRESS_ALLOW: '127.0.0.0/8',
    HULLWATCH_ADVISORY_SOURCES: ADVISORIES,
  });
  await loadAdvisories(openSigned(hullwatch.address, { projectId, ...key }), [ADVISORIES], 0);
  client = openHssClient(hullwatch.address, key, projectId);
});
afterAll(async () => {
  await hullwatch?.stop();
  await registry?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the vendor core connects a registry, and sees it become healthy', async () => {
  await post('/image/registries', {
    registry_name: 'samples',
    registry_type: 'Other',
    api_version: 'V2',
    protocol: 'http',
    registry_addr: registry.address,
    registry_username: '',
    registry_password: '',
    connect_cluster_id: 'any cluster',
    get_scan_image_channel: 'Other',
  });
  const [row] = await until(
    () => rows('/image/registries', { registry_name: 'samples' }),
    ([first]) => first?.status !== 'accessing',
  );
  expect(row).toMatchObject({ registry_type: 'Other', status: 'success', connect_cluster_id: 'any cluster' });
  expect(await get('/image/registries/statistics')).toMatchObject({ success_num: 1, fail_num: 0 });
});

test('it syncs: every image is listed and none is scanned', async () => {
  const { task_id } = await post('/image/image-sync/tasks', { sync_all_registries: true });
  await taskDone('image_sync', String(task_id));
  expect(await rows(`/image/image-sync/tasks/${task_id}/registries`)).toMatchObject([{ sync_status: 'finished' }]);
  const images = await rows('/image/registries/images');
  expect(images).toHaveLength(6);
  expect(images.every(({ scan_status }) => scan_status === 'unscan')).toBe(true);
  expect(images.every((image) => !('severity_level' in image))).toBe(true);
});

test('it scans: verdicts, counters and the failure of schema 1 are in the list', async () => {
  const { task_id } = await post('/image/image-scan/tasks', { scan_scope: 0x7fffffff, rate_limit: 0, is_all: true });
  const task = await taskDone('image_scan', String(task_id));
  expect(task).toMatchObject({ task_status: 100, total_num: 7, success_num: 6, failed_num: 1, risky_num: 4 });
  expect(await rows('/image/registries/images', { has_vul: false, scan_status: 'success' })).toMatchObject([
    { namespace: 'shop', image_name: 'web', image_version: '1.1', vul_num: 0, severity_level: 'Security' },
  ]);
  expect(await rows('/image/registries/images', { scan_status: 'failed' })).toMatchObject([
    { image_name: 'app', scan_failed_code: 'schema_v1_not_support' },
  ]);
  const [multi] = await rows('/image/registries/images', { is_multarch: true });
  expect(multi).toMatchObject({ is_multiple_arch: true, association_images: [{ vul_num: 1 }, { vul_num: 0 }] });
});

test('it reads the findings of an image, the CVEs of one, its software, and the images that share it', async () => {
  const [image] = await rows('/image/registries/images', { image_name: 'web', image_version: '1.0' });
  const key = { image_type: 'other', namespace: 'shop', image_name: 'web', tag_name: '1.0' };
  const findings = await rows(`/image/${image?.image_id}/vulnerabilities`, key);
  expect(findings).toHaveLength(Number(image?.vul_num));
  expect(findings).toContainEqual(
    expect.objectContaining({ vul_id: 'CVE-2023-38545', app_name: 'curl', version: '7.88.1-10' }),
  );
  expect(await rows('/image/vulnerability/CVE-2023-38545/cve')).toMatchObject([
    { cve_id: 'CVE-2023-38545', cvss_score: 9.8 },
  ]);
  const apps = await rows(`/image/${image?.image_id}/apps`, key);
  expect(apps).toContainEqual(expect.objectContaining({ app_name: 'openssl', app_version: '3.0.9-1', vul_num: 2 }));
  const affected = await rows('/image/CVE-2023-38545/images');
  expect(affected.map(({ image_name }) => image_name).sort()).toEqual(['api', 'base', 'edge', 'web']);
});

test('a refusal is read with code, message and request id', async () => {
  const refused = get('/image/registries/images', { limit: 201 });
  await expect(refused).rejects.toMatchObject({ httpStatusCode: 400, errorCode: 'HSS.0001' });
  await expect(refused).rejects.toHaveProperty('requestId', expect.stringMatching(/./));
});

test('it disconnects the registry, and the images are gone', async () => {
  const [row] = await rows('/image/registries');
  await send({ method: 'DELETE', path: `/v5/{project_id}/image/registries/${row?.id}` });
  expect(
    await until(
      () => rows('/image/registries/images'),
      (images) => images.length === 0,
    ),
  ).toEqual([]);
});

const send = (request: HssRequest) => client.send(request);
const get = (path: string, queryParams: HssRequest['queryParams'] = {}) =>
  send({ method: 'GET', path: `/v5/{project_id}${path}`, queryParams });
const post = (path: string, body: object) => send({ method: 'POST', path: `/v5/{project_id}${path}`, body });
const rows = async (path: string, query: HssRequest['queryParams'] = {}) => (await get(path, query)).data_list as Row[];

async function taskDone(type: string, taskId: string): Promise<Row | undefined> {
  const look = () => rows('/image/tasks', { type, task_id: taskId });
  const [task] = await until(look, ([first]) => first?.task_status === 100 || Number(first?.task_status) < 0);
  return task;
}

async function until<T>(look: () => Promise<T>, isDone: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look();
    if (isDone(seen)) return seen;
    await sleep(100);
  }
}
