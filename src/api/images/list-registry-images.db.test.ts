import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../testing/database/index.ts';
import {
  BASE_TIME,
  insertImages,
  openRandom,
  type Random,
  randomImages,
  type SeededImage,
} from '../../../testing/inventory/index.ts';
import { insertProject } from '../../../testing/rows/index.ts';
import { OPERATIONS, parseQuery, type Row } from '../../contract/index.ts';
import { openSqlImageList } from '../../inventory/index.ts';
import type { Call } from '../http/handler.ts';
import { renderImage, toRegistryImagesInfo } from './hss-image.ts';
import { listRegistryImages } from './list-registry-images.ts';

type RegistryImagesInfo = Row<'listRegistryImages'>;

/** Later than every row, so that "until now" is no bound of its own. */
const NOW = BASE_TIME + 3_600_000;
let database: TestDatabase;
let projectPk: number;
let images: SeededImage[];
/** What can be seen at all, as it is answered. */
let visible: { readonly image: SeededImage; readonly row: RegistryImagesInfo }[];

beforeAll(async () => {
  database = await createTestDatabase();
  ({ projectPk } = await insertProject(database.pool, 'ours'));
  images = randomImages({ count: 3000, seed: 27, projectPk });
  await insertImages(database.pool, projectPk, images);
  const seen = images.filter((image) => image.listed && !image.registry.deleting);
  visible = seen.map((image) => ({ image, row: toRegistryImagesInfo(image) }));
});
afterAll(() => database.drop());

interface Answer {
  readonly total_num: number;
  readonly data_list: RegistryImagesInfo[];
}

async function call(parameters: Record<string, string>): Promise<Answer> {
  return JSON.parse(await callText(parameters));
}

/** The answer as it is sent. */
async function callText(parameters: Record<string, string>): Promise<string> {
  const parsed = parseQuery(OPERATIONS.listRegistryImages, new URLSearchParams(parameters).toString());
  if (!parsed.ok) throw new Error(`${parsed.problem.parameter} was refused`);
  const tenant = { projectPk, projectId: 'ours' };
  const enterprise = parameters.enterprise_project_id === 'all_granted_eps' ? 'all' : [0];
  const imageList = openSqlImageList({ db: database.pool, render: renderImage });
  const deps = { imageList, clock: { now: () => NOW } };
  const asked = { tenant, enterprise, query: parsed.value, deps } as unknown as Call<
    typeof OPERATIONS.listRegistryImages
  >;
  return String(await listRegistryImages(asked));
}

/** The contract once more, on rows as they are answered and parameters as they are sent. */
function expected(parameters: Record<string, string>): Answer {
  const everywhere = parameters.enterprise_project_id === 'all_granted_eps';
  const conditions = Object.entries(parameters).map(([name, value]) => condition(name, value));
  const rows = visible
    .filter(({ image, row }) => (everywhere || image.epsPk === 0) && conditions.every((holds) => holds(row)))
    .map(({ row }) => row);
  if (parameters.sort_key) {
    const sign = parameters.sort_dir === 'desc' ? -1 : 1;
    rows.sort(
      (a, b) => sign * (number(a.latest_scan_time) - number(b.latest_scan_time)) || number(a.id) - number(b.id),
    );
  }
  const offset = Number(parameters.offset ?? 0);
  return { total_num: rows.length, data_list: rows.slice(offset, offset + Number(parameters.limit ?? 10)) };
}

const number = (value: number | undefined): number => value ?? Number.NaN;

function condition(name: string, value: string): (row: RegistryImagesInfo) => boolean {
  const [, bound, field] = /^(start|end)_(latest_\w+_time)$/.exec(name) ?? [];
  if (bound) return (row) => isWithin(fieldOf(row, field), bound, Number(value), field === 'latest_scan_time');
  if (name === 'latest_version') return (row) => value === 'false' || row.latest_version === true;
  if (name === 'is_multarch') return (row) => String(row.is_multiple_arch) === value;
  const risk = RISKS[name];
  if (risk) return (row) => isFinished(row) && String(risk(row)) === value;
  if (name === 'severity_level') return (row) => isFinished(row) && row.severity_level === value;
  return (row) => !(name in row) || String(fieldOf(row, name)) === value;
}

function isWithin(time: unknown, bound: string, limit: number, zeroIsNever: boolean): boolean {
  if (zeroIsNever && time === 0) return false;
  return bound === 'start' ? Number(time) >= limit : Number(time) <= limit;
}

function fieldOf(row: RegistryImagesInfo, name: string | undefined): unknown {
  return (row as Record<string, unknown>)[name ?? ''];
}

const RISKS: Record<string, (row: RegistryImagesInfo) => boolean> = {
  has_vul: (row) => number(row.vul_num) > 0,
  has_unsafe_setting: (row) => number(row.unsafe_setting_num) > 0,
  has_malicious_file: (row) => number(row.malicious_file_num) > 0,
  risky: (row) => number(row.vul_num) + number(row.unsafe_setting_num) + number(row.malicious_file_num) > 0,
};

function isFinished(row: RegistryImagesInfo): boolean {
  return row.latest_scan_time !== 0 && (row.scan_status === 'success' || row.severity_level !== undefined);
}

/** All 27 parameters, true of this row. */
function parametersLike(image: SeededImage, random: Random): Record<string, string> {
  const row = toRegistryImagesInfo(image);
  const around = (name: 'update' | 'scan' | 'sync', time = 0) => ({
    [`start_latest_${name}_time`]: String(time - random.between(0, 30_000)),
    [`end_latest_${name}_time`]: random.pick([String(time + random.between(0, 30_000)), String(2n ** 63n - 1n)]),
  });
  const copied = [
    'namespace',
    'image_name',
    'image_version',
    'registry_name',
    'image_type',
    'image_size',
    'scan_status',
  ];
  const instance = ['instance_id', 'instance_name', 'severity_level', 'latest_version'];
  return {
    ...Object.fromEntries([...copied, ...instance].map((name) => [name, String(fieldOf(row, name))])),
    ...around('update', row.latest_update_time),
    ...around('scan', row.latest_scan_time),
    ...around('sync', row.latest_sync_time),
    ...Object.fromEntries(Object.entries(RISKS).map(([name, risk]) => [name, String(risk(row))])),
    is_multarch: String(row.is_multiple_arch),
    enterprise_project_id: random.pick(['0', 'all_granted_eps']),
    ...{ offset: '0', limit: String(random.between(1, 200)) },
    ...{ sort_key: 'latest_scan_time', sort_dir: random.pick(['asc', 'desc']) },
  };
}

/** Rows of which every parameter can speak. */
function suitable(): SeededImage[] {
  return visible.flatMap(({ image }) => (image.severity && image.namespace ? [image] : []));
}

test('15 random combinations of all 27 parameters give the rows that a filter in plain JavaScript gives', async () => {
  const random = openRandom(5);
  let found = 0;
  for (let round = 0; round < 15; round += 1) {
    const parameters = parametersLike(random.pick(suitable()), random);
    expect(Object.keys(parameters)).toHaveLength(27);
    const answer = await call(parameters);
    expect(answer).toEqual(expected(parameters));
    found += answer.total_num;
  }
  expect(found).toBeGreaterThanOrEqual(10);
});

test('150 random combinations of some parameters give the rows that a filter in plain JavaScript gives', async () => {
  const random = openRandom(6);
  let found = 0;
  for (let round = 0; round < 150; round += 1) {
    const all = Object.entries(parametersLike(random.pick(suitable()), random));
    const share = random.next();
    const parameters = Object.fromEntries(all.filter(() => random.chance(share * 0.6)));
    const answer = await call(parameters);
    expect(answer).toEqual(expected(parameters));
    if (answer.total_num > 1) found += 1;
  }
  expect(found).toBeGreaterThan(60);
});

test('long values are JSON numbers, also beyond 32 bits', async () => {
  const answer = await callText({ image_size: '9007199254740991', limit: '1' });
  expect(answer).toContain('"image_size":9007199254740991');
});
