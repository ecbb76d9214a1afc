import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeRegistry } from '../../fixtures/registry/index.ts';
import { STAGE_NAMES } from '../../src/model/index.ts';
import { freeAddress, type HullwatchProcess, runHullwatch } from '../processes/hullwatch.ts';
import {
  callAs,
  type RestoredState,
  restoreState,
  type StoredPeople,
  serveStoredRegistries,
  storedAnswers,
  storedPeople,
} from '../upgrade/stored-state.ts';

type Key = keyof StoredPeople['keys'];
interface Image {
  readonly id: number;
  readonly registry_name: string;
  readonly namespace: string;
  readonly image_name: string;
  readonly image_version: string;
  readonly image_digest: string;
  readonly image_type: string;
  readonly scan_status: string;
  readonly severity_level?: string;
  readonly vul_num: number;
}
interface Task {
  readonly task_status: number;
  readonly total_num: number;
  readonly success_num: number;
  readonly failed_num: number;
}
interface Stage {
  readonly image_digest: string;
  readonly platform?: object;
  readonly stage: string;
  readonly status: string;
  readonly reason?: string;
}
interface Page<T> {
  readonly total_num: number;
  readonly data_list: readonly T[];
}

/** As `advisory-sources` names it: relative to the working directory of these tests, which is the repository. */
const ADVISORIES = 'testing/upgrade/advisories';
const ALL = 'enterprise_project_id=all_granted_eps&limit=200&offset=0';
/** Ordered before the upgrade, and due. */
const WAITED = ['filled', 'first', 'queued', 'retried', 'scanning'].map((word) => `waiting/${word}:1`);

/** What the old release was asked over the state, by the path of the call. */
const ANSWERS: readonly [title: string, path: RegExp][] = [
  ['every image with its counters, severity and times', /^registries\/images/],
  ['the packages of every image', /\/apps/],
  ['the vulnerabilities of every image', /\/vulnerabilities/],
  ['what each vulnerability is', /^vulnerability\//],
  ['which images each vulnerability is in', /^CVE-/],
  ['every registry', /^registries\?/],
  ['how many registries are connected', /^registries\/statistics/],
  ['every advisory source', /^advisory-sources/],
  ['every task', /^tasks/],
  ['how far every sync is', /^image-sync/],
];

const STAGES = /\/scan-stages/;
const NOT_YET = { status: 'stale', reason: 'has not been looked at by this release yet' };

let state: RestoredState;
let settings: Record<string, string>;
let api: HullwatchProcess;
let address: string;

beforeAll(async () => {
  process.chdir(fileURLToPath(new URL('../..', import.meta.url)));
  state = await restoreState();
  settings = {
    HULLWATCH_DATABASE_URL: state.url,
    HULLWATCH_MASTER_KEY: storedPeople.masterKey,
    HULLWATCH_EGRESS_ALLOW: '127.0.0.0/8',
    HULLWATCH_ADVISORY_SOURCES: ADVISORIES,
    HULLWATCH_LOG_LEVEL: 'warn',
  };
});
afterAll(async () => {
  await api?.kill('SIGTERM');
  await state?.drop();
});

describe('a database of d5194fd, after `hullwatch migrate`', () => {
  beforeAll(async () => {
    const migration = runHullwatch(['migrate'], settings);
    expect([await migration.ended, migration.errors()]).toEqual([0, '']);
    const listen = await freeAddress();
    address = `http://${listen}`;
    api = runHullwatch(['serve'], { ...settings, HULLWATCH_LISTEN: listen });
    await api.ready(address);
  });

  test.each(ANSWERS)('answers as before: %s', async (_, path) => {
    const stored = storedAnswers().filter((answer) => path.test(answer.path));
    expect(stored).not.toEqual([]);
    for (const { project, path, body } of stored) {
      const answer = await get<object>(path, project === 'first' ? 'admin' : 'second');
      expect([path, answer]).toMatchObject([path, inOurTime(body)]);
    }
  });

  test('answers as before how every stage of every scan ended, and what has not looked yet', async () => {
    const waiting = await digestsWithPackagesToMatch();
    for (const { project, path, body } of storedAnswers().filter((answer) => STAGES.test(answer.path))) {
      const stages = (await get<Page<Stage>>(path, project === 'first' ? 'admin' : 'second')).data_list;
      const before = (inOurTime(body) as Page<Stage>).data_list;
      const isOld = ({ stage, image_digest }: Stage) =>
        before.some((old) => old.stage === stage && old.image_digest === image_digest);
      expect([path, stages.filter(isOld)]).toEqual([path, before.map((old) => withAdvisoriesToCome(old, waiting))]);
      for (const { image_digest, platform, stage, ...words } of stages.filter((each) => !isOld(each)))
        expect([path, stage, words]).toEqual([path, stage, NOT_YET]);
      const scanned = new Set(before.map(({ image_digest }) => image_digest));
      expect([path, stages.length]).toEqual([path, scanned.size * STAGE_NAMES.length]);
    }
  });

  test('is asked everything that the old release was asked', () => {
    const asked = [STAGES, ...ANSWERS.map(([, pattern]) => pattern)];
    expect(storedAnswers().filter(({ path }) => !asked.some((pattern) => pattern.test(path)))).toEqual([]);
  });

  test.each<[Key, string, number]>([
    ['auditor', `registries/images?${ALL}`, 200],
    ['keeper', 'registries/images?enterprise_project_id=shop', 200],
    ['keeper', 'registries/images?enterprise_project_id=0', 403],
    ['revoked', `registries/images?${ALL}`, 401],
    ['second', `registries/images?${ALL}`, 403],
  ])('lets the key of %s do as before: %s is answered with %d', async (key, path, status) => {
    expect((await callAs(storedPeople.keys[key], urlOf(path, 'first'))).status).toBe(status);
  });

  test('knows the token and the password of before', async () => {
    const headers = { 'x-auth-token': storedPeople.token };
    expect((await fetch(urlOf(`registries/images?${ALL}`, 'first'), { headers })).status).toBe(200);
    const user = { name: 'admin', password: storedPeople.password, domain: { name: 'hullwatch' } };
    const auth = { identity: { methods: ['password'], password: { user } } };
    const login = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ auth }) };
    expect((await fetch(`${address}/v3/auth/tokens`, login)).status).toBe(201);
  });
});

describe('its workers, with what waited and was interrupted before', () => {
  let registries: Awaited<ReturnType<typeof serveStoredRegistries>>;
  let worker: HullwatchProcess;
  let layers: Map<string, string[]>;
  /** Layers of which facts were stored before the upgrade. */
  let read: Set<string>;
  let images: Map<string, Image>;

  beforeAll(async () => {
    registries = await serveStoredRegistries(state.pool);
    layers = await layersByImage();
    const { rows } = await state.pool.query<{ digest: string }>('SELECT digest FROM layer');
    read = new Set(rows.map(({ digest }) => digest));
    worker = runHullwatch(['work'], settings);
    await untilDone();
    images = await listImages();
  });
  afterAll(async () => {
    await worker?.kill('SIGTERM');
    for (const registry of Object.values(registries ?? {})) await registry.close();
  });

  test('finish every task but the one whose images are delayed', async () => {
    const tasks = await Promise.all(
      ['image_sync', 'image_scan'].map((type) => get<Page<Task>>(`tasks?type=${type}&${ALL}`)),
    );
    const running = tasks
      .flatMap(({ data_list }) => data_list)
      .filter(({ task_status }) => task_status >= 0 && task_status < 100);
    expect(running).toMatchObject([{ task_name: 'scan 3 images', total_num: 3, success_num: 1, failed_num: 0 }]);
  });

  test('keep what failed for good and what is delayed', async () => {
    expect(await jobsInState('failed')).toEqual(['check-registry', 'rematch-packages']);
    expect(await jobsInState('delayed')).toEqual(['scan-manifest', 'scan-manifest']);
  });

  test('go on with the interrupted sync: what is gone is deleted, what is new is there', () => {
    expect(images.has('absent/app:1')).toBe(false);
    expect(images.get('waiting/new:1')).toMatchObject({ scan_status: 'unscan' });
  });

  test('check the registry that was to be checked and delete the one that was to be deleted', async () => {
    const { data_list } = await get<Page<{ registry_name: string; status: string }>>(`registries?${ALL}`);
    expect(data_list.map(({ registry_name, status }) => [registry_name, status]).sort()).toEqual([
      ['annex', 'success'],
      ['down', 'fail'],
      ['harbour', 'success'],
      ['untried', 'success'],
    ]);
    const { rows } = await state.pool.query('SELECT FROM image WHERE registry_pk = 3 AND project_pk = 1');
    expect(rows).toEqual([]);
  });

  test('scan the images that waited, and give back those whose order was stopped', () => {
    for (const name of WAITED) expect([name, images.get(name)?.scan_status]).toEqual([name, 'success']);
    expect(images.get('shop/api:2.0')).toMatchObject({ scan_status: 'success', severity_level: 'High' });
    expect(images.get('waiting/taken:1')).toMatchObject({ scan_status: 'unscan' });
    expect(images.get('waiting/second:1')).toMatchObject({ scan_status: 'waiting_for_scan' });
  });

  test('judge what is stored by the advisories that came with the upgrade, without a look at its layers', () => {
    const told = [
      'shop/base:12',
      'shop/web:1.1',
      'systems/ubuntu:22.04',
      'systems/rocky:9',
      'systems/arch:1',
      'tools/multi:1',
    ];
    expect(told.map((name) => [name, images.get(name)?.severity_level, images.get(name)?.vul_num])).toEqual([
      ['shop/base:12', 'High', 4],
      ['shop/web:1.1', 'High', 2],
      ['systems/ubuntu:22.04', 'Medium', 1],
      ['systems/rocky:9', 'Medium', 1],
      ['systems/arch:1', undefined, 0],
      ['tools/multi:1', 'High', 1],
    ]);
  });

  test('pull the layers of images that waited, each once, and none that was read before', () => {
    const waited = [...WAITED, 'waiting/gone:1', 'shop/api:2.0'].flatMap((name) => layers.get(name) ?? []);
    const pulled = layersPulled();
    expect(pulled.filter((digest) => !waited.includes(digest) || read.has(digest))).toEqual([]);
    expect(pulled).toEqual([...new Set(pulled)]);
    for (const name of WAITED) expect(pulled).toContain(layers.get(name)?.at(-1));
  });

  test('find in a scan of everything what was found before, and pull no layer that was read before', async () => {
    const apps = storedAnswers().filter(({ project, path }) => project === 'first' && /\/apps/.test(path));
    // Of images that had been scanned and are still there.
    const kept = apps.filter(
      ({ path, body }) => (body as Page<object>).total_num > 0 && !/namespace=absent/.test(path),
    );
    expect(kept.length).toBeGreaterThan(10);
    const packages = () => Promise.all(kept.map(({ path }) => get(path)));
    const before = await packages();
    const url = urlOf('image-scan/tasks?enterprise_project_id=all_granted_eps', 'first');
    const order = { is_all: true, scan_scope: 0, rate_limit: 0 };
    expect(await callAs(storedPeople.keys.admin, url, order)).toMatchObject({ status: 200 });
    await untilDone();
    expect(layersPulled().filter((digest) => read.has(digest))).toEqual([]);
    expect(await packages()).toEqual(before);
  });

  async function untilDone(): Promise<void> {
    while ((await unfinishedJobs()).length > 0) await sleep(200);
  }

  function layersPulled(): string[] {
    return Object.values(registries).flatMap(blobsPulled).filter(isLayer);
  }

  function isLayer(digest: string): boolean {
    return [...layers.values()].some((digests) => digests.includes(digest));
  }
});

describe('when the next release has migrated the database', () => {
  const reason = 'migration 9999-future.sql comes from a newer release';
  beforeAll(() => state.pool.query(`INSERT INTO migration (name, sha256) VALUES ('9999-future.sql', 'x')`));

  test('a service that still runs is no longer ready, and says why', async () => {
    const answer = await fetch(`${address}/readyz`);
    expect([answer.status, await answer.json()]).toMatchObject([503, { problems: [`${reason}; stop this process`] }]);
  });

  test.each(['serve', 'work', 'migrate'])('`hullwatch %s` of this one ends in a line', async (command) => {
    const late = runHullwatch([command], { ...settings, HULLWATCH_LISTEN: await freeAddress() });
    expect([await late.ended, late.errors()]).toEqual([
      1,
      `hullwatch: ${reason}; use the release that wrote this database\n`,
    ]);
  });
});

/** Images that hold what advisories speak of that were loaded before the upgrade and not compared with packages any more. */
async function digestsWithPackagesToMatch(): Promise<Set<string>> {
  const { rows } = await state.pool.query<{ digest: string }>(
    `SELECT digest FROM manifest_package JOIN package USING (project_pk, package_pk)
     WHERE (name, ecosystem) IN (('base-files', 'Debian:12'), ('bash', 'Ubuntu:22.04:LTS'))`,
  );
  return new Set(rows.map(({ digest }) => digest));
}

function withAdvisoriesToCome(old: Stage, waiting: ReadonlySet<string>): Stage {
  if (old.stage !== 'vulnerabilities' || !waiting.has(old.image_digest)) return old;
  const reasons = [old.reason ?? [], 'newer advisories are loaded and have not been compared yet'];
  return { ...old, status: 'stale', reason: reasons.flat().join('; ') };
}

/** Layers of every image, base first. */
async function layersByImage(): Promise<Map<string, string[]>> {
  const { rows } = await state.pool.query<{ name: string; layers: string[] }>(
    `SELECT m.repository || ':' || coalesce(i.image_version, '1') AS name, array_agg(l.layer_digest ORDER BY l.ord) AS layers
     FROM manifest m JOIN manifest_layer l USING (project_pk, digest)
     LEFT JOIN image i ON i.project_pk = m.project_pk AND i.image_digest = m.digest
     WHERE m.project_pk = 1 GROUP BY m.digest, 1`,
  );
  return new Map(rows.map((row) => [row.name, row.layers]));
}

/** Without those that the registry refused because nobody had said yet who asks. */
function blobsPulled({ requests }: FakeRegistry): string[] {
  const answered = requests.filter(({ headers }) => headers.authorization !== undefined);
  const pulls = answered.filter(({ method, url }) => method === 'GET' && url.includes('/blobs/'));
  return pulls.map(({ url }) => url.slice(url.lastIndexOf('/') + 1));
}

async function listImages(): Promise<Map<string, Image>> {
  const { data_list } = await get<Page<Image>>(`registries/images?${ALL}`);
  const nameOf = ({ namespace, image_name, image_version }: Image) => `${namespace}/${image_name}:${image_version}`;
  return new Map(
    data_list.filter(({ registry_name }) => registry_name === 'harbour').map((image) => [nameOf(image), image]),
  );
}

/** Jobs that are due or run, by the queue's own figures. */
async function unfinishedJobs(): Promise<string[]> {
  return [...(await jobsInState('waiting')), ...(await jobsInState('running'))];
}

async function jobsInState(wanted: string): Promise<string[]> {
  const text = await (await fetch(`${address}/metrics`)).text();
  const figures = text.matchAll(/^hullwatch_jobs\{name="([^"]+)",state="([^"]+)"\} (\d+)$/gm);
  return [...figures]
    .flatMap(([, name, found, jobs]) => (found === wanted ? Array(Number(jobs)).fill(name) : []))
    .sort();
}

function urlOf(path: string, project: 'first' | 'second'): URL {
  return new URL(`/v5/${storedPeople.tenants[project].projectId}/image/${path}`, address);
}

async function get<T>(path: string, key: 'admin' | 'second' = 'admin'): Promise<T> {
  const { status, body } = await callAs(storedPeople.keys[key], urlOf(path, key === 'admin' ? 'first' : 'second'));
  expect([status, body]).toEqual([200, expect.anything()]);
  return body as T;
}

/** A stored answer with its times moved as those of the database were; what depends on the moment of the answer is left out. */
function inOurTime(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOurTime);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => name !== 'remain_min');
  return Object.fromEntries(
    fields.map(([name, each]) => {
      const isTime = typeof each === 'number' && each > 0 && /(^|_)(time|at)$/.test(name);
      return [name, isTime ? each + state.age : inOurTime(each)];
    }),
  );
}
