import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildImage, buildLayer } from '../../fixtures/images/index.ts';
import { type FakeRegistry, openFakeRegistry } from '../../fixtures/registry/index.ts';
import { keepCredentials } from '../../quickstart/credentials.ts';
import { type HssClient, openHssClient } from '../../quickstart/hss-client.ts';
import { type HullwatchProcess, startHullwatch } from '../../quickstart/hullwatch-process.ts';
import { type Journey, openJourney } from '../journey/open-journey.ts';
import { freePort } from '../quickstart/run-quickstart.ts';
import { scaled } from '../scale.ts';

const ADVISORIES = fileURLToPath(new URL('../../quickstart/advisories', import.meta.url));
const KILLS = scaled(20);
const REPOSITORIES = 12;
const TAGS = 12;

interface Row {
  readonly namespace: string;
  readonly image_name: string;
  readonly image_version: string;
  readonly image_digest: string;
  readonly scan_status: string;
  readonly severity_level?: string;
  readonly vul_num: number;
  readonly latest_version: boolean;
  readonly image_size: number;
}
interface Task {
  readonly task_id: string;
  readonly task_status: number;
  readonly total_num?: number;
  readonly success_num?: number;
  readonly failed_num?: number;
}
type Page<T> = { readonly total_num: number; readonly data_list: readonly T[] };

let registry: FakeRegistry;
let undisturbed: Journey;
let folder: string;

beforeAll(async () => {
  registry = await openFakeRegistry();
  await pushImages();
  folder = mkdtempSync(join(tmpdir(), 'hullwatch-kill-'));
  undisturbed = await openJourney();
  await undisturbed.loadAdvisories(ADVISORIES);
  await undisturbed.connect(registry.url);
  await undisturbed.sync();
  await undisturbed.scan();
});
afterAll(async () => {
  await undisturbed?.close();
  await registry?.close();
  rmSync(folder, { recursive: true, force: true });
});

test(`${KILLS} kills at random moments of sync and scan change nothing in the end`, async () => {
  const session = await openSession();
  await session.client().call('POST', '/image/registries', registryBody());
  let kills = 0;
  for (let order = 0; kills < KILLS; order++) {
    await startWork(session.client(), order);
    while (kills < KILLS && (await isBusy(session.client()))) {
      await sleep(Math.random() * 700);
      await session.killAndRestart();
      kills++;
    }
  }
  await startWork(session.client(), 0);
  await untilIdle(session.client());
  await startWork(session.client(), 1);
  await untilIdle(session.client());
  const tasks = await allTasks(session.client());
  expect(await shownRows(session.client())).toEqual(await expectedRows());
  expect(tasks.filter(({ task_status }) => task_status !== 100)).toEqual([]);
  for (const task of tasks) expect((task.success_num ?? 0) + (task.failed_num ?? 0)).toBe(task.total_num ?? 0);
  await session.stop();
});

/** Odd orders scan, even ones sync. */
async function startWork(client: HssClient, order: number): Promise<void> {
  if (order % 2 === 0) await client.call('POST', '/image/image-sync/tasks', { sync_all_registries: true });
  else await client.call('POST', '/image/image-scan/tasks', { scan_scope: 0, rate_limit: 0, is_all: true });
}

async function isBusy(client: HssClient): Promise<boolean> {
  return (await allTasks(client)).some(({ task_status }) => task_status >= 0 && task_status < 100);
}

async function untilIdle(client: HssClient): Promise<void> {
  while (await isBusy(client)) await sleep(200);
}

async function allTasks(client: HssClient): Promise<Task[]> {
  const pages = ['image_sync', 'image_scan'].map((type) =>
    client.call<Page<Task>>('GET', `/image/tasks?type=${type}&limit=200`),
  );
  return (await Promise.all(pages)).flatMap((page) => page.data_list);
}

async function shownRows(client: HssClient): Promise<unknown[]> {
  const { data_list } = await client.call<Page<Row>>('GET', '/image/registries/images?limit=200');
  return data_list
    .map((row) => [
      `${row.namespace}/${row.image_name}:${row.image_version}`,
      row.image_digest,
      row.scan_status,
      row.severity_level,
      row.vul_num,
      row.latest_version,
      row.image_size,
    ])
    .sort();
}

async function expectedRows(): Promise<unknown[]> {
  const severity = { none: 'Security', low: 'Low', medium: 'Medium', high: 'High' };
  return (await undisturbed.images())
    .map((row) => [
      `${row.namespace}/${row.imageName}:${row.imageVersion}`,
      row.imageDigest,
      'success',
      row.severity === null ? undefined : severity[row.severity],
      row.vulNum,
      row.latestVersion,
      row.imageSize,
    ])
    .sort();
}

/** Hullwatch with its own database, which outlives the process that started it. */
async function openSession() {
  const credentials = keepCredentials(folder);
  const listen = `127.0.0.1:${await freePort()}`;
  const start = () =>
    startHullwatch(folder, listen, {
      HULLWATCH_BOOTSTRAP_PROJECT_ID: credentials.projectId,
      HULLWATCH_BOOTSTRAP_ACCESS_KEY: credentials.accessKey,
      HULLWATCH_BOOTSTRAP_SECRET_KEY: credentials.secretKey,
      HULLWATCH_EGRESS_ALLOW: '127.0.0.0/8',
      HULLWATCH_ADVISORY_SOURCES: ADVISORIES,
    });
  let hullwatch: HullwatchProcess = await start();
  return {
    client: () => openHssClient(hullwatch.address, credentials),
    killAndRestart: async () => {
      await hullwatch.kill();
      hullwatch = await start();
    },
    stop: () => hullwatch.stop(),
  };
}

async function pushImages(): Promise<void> {
  const base = buildLayer([
    { path: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\n' },
    { path: 'var/lib/dpkg/status', body: paragraphs({ curl: '7.88.1-10', openssl: '3.0.9-1' }) },
  ]);
  for (let repository = 0; repository < REPOSITORIES; repository++) {
    for (let tag = 0; tag < TAGS; tag++) {
      const version = `4.17.${tag + 12}`;
      const path = 'srv/node_modules/lodash/package.json';
      const top = buildLayer([{ path, body: JSON.stringify({ name: 'lodash', version, repository }) }]);
      const created = new Date(Date.UTC(2026, 0, 1 + repository, tag)).toISOString();
      const { manifest, blobs } = buildImage({ layers: [base, top], config: { created } });
      const name = `team${repository % 3}/app${repository}`;
      for (const bytes of blobs.values()) await registry.putBlob(name, bytes);
      await registry.putManifest(name, `v${tag}`, manifest.bytes, manifest.mediaType);
    }
  }
}

function paragraphs(packages: Record<string, string>): string {
  const fields = 'Status: install ok installed\nArchitecture: amd64';
  return Object.entries(packages)
    .map(([name, version]) => `Package: ${name}\n${fields}\nVersion: ${version}\n`)
    .join('\n');
}

function registryBody() {
  const login = { registry_username: '', registry_password: '' };
  const place = {
    protocol: 'http',
    registry_addr: registry.address,
    connect_cluster_id: 'x',
    get_scan_image_channel: 'Other',
  };
  return { registry_name: 'killed', registry_type: 'Other', api_version: 'V2', ...login, ...place };
}
