import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool } from '../../src/database/index.ts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres/index.ts';
import { freeAddress, type HullwatchProcess, runHullwatch } from '../processes/hullwatch.ts';
import { callAs, restoreInto, storedAnswers, storedPeople } from '../upgrade/stored-state.ts';

interface Row {
  readonly id: number;
  readonly image_digest: string;
}

let folder: string;
let settings: Record<string, string>;
let up: HullwatchProcess;

/** A data folder as `hullwatch up` of d5194fd left it when it was killed: the cluster and the key beside it. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hw-'));
  chmodSync(folder, 0o755);
  const dataDir = join(folder, 'data');
  const database = await startEmbeddedPostgres({ dataDir, durable: false });
  const pool = openPool(database.connection);
  await restoreInto(pool);
  await pool.end();
  await database.stop();
  const key = Buffer.from(storedPeople.masterKey, 'hex').toString('base64');
  writeFileSync(join(dataDir, 'master.key'), `${key}\n`, { mode: 0o600 });
  settings = { HULLWATCH_LISTEN: await freeAddress(), HULLWATCH_DATA_DIR: dataDir, HULLWATCH_LOG_LEVEL: 'warn' };
  up = runHullwatch(['up'], settings);
  await up.ready(`http://${settings.HULLWATCH_LISTEN}`);
});
afterAll(async () => {
  await up?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

test('`hullwatch up` goes on with the data folder of d5194fd and makes no new project or key', async () => {
  await expect.poll(up.output, { timeout: 60_000 }).toMatch(/^Hullwatch answers at \S+\n$/);
  const access = runHullwatch(['access', 'list', '--project', 'upgrade-first'], settings);
  expect([await access.ended, access.errors()]).toEqual([0, '']);
  for (const { accessKey } of [storedPeople.keys.admin, storedPeople.keys.auditor, storedPeople.keys.keeper])
    expect(access.output()).toContain(accessKey);
});

test('it lists the images that were there', async () => {
  const list = storedAnswers().find(
    ({ project, path }) => project === 'second' && path.startsWith('registries/images'),
  );
  const { tenants, keys } = storedPeople;
  const path = `/v5/${tenants.second.projectId}/image/${list?.path}`;
  const answer = await callAs(keys.second, new URL(path, `http://${settings.HULLWATCH_LISTEN}`));
  expect(told(answer.body)).toEqual(told(list?.body));
});

function told(body: unknown): unknown[] {
  const { data_list } = body as { data_list: readonly Row[] };
  return data_list.map(({ id, image_digest }) => [id, image_digest]);
}
