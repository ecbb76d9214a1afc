import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../src/database/index.ts';
import { listStageResults } from '../../src/inventory/index.ts';
import type { ScanSummary } from '../../src/model/index.ts';
import { summarise } from '../../src/scan/index.ts';
import { type RestoredState, restoreState } from './stored-state.ts';

interface OldStage {
  readonly projectPk: number;
  readonly digest: string;
  readonly stage: string;
  readonly status: string;
  readonly reason: string | null;
  readonly at: number;
}

type Scanned = Omit<ScanSummary, 'scanTime'> & { readonly projectPk: number; readonly digest: string };

const SCANNED = `SELECT project_pk AS "projectPk", digest, scan_status AS "scanStatus", scan_failed_code AS "scanFailedCode", severity,
    vul_num AS "vulNum", unsafe_num AS "unsafeNum", malicious_num AS "maliciousNum"
  FROM manifest m WHERE scan_time IS NOT NULL AND kind <> 'index' ORDER BY digest`;

let state: RestoredState;
let stages: readonly OldStage[];
let scanned: readonly Scanned[];
beforeAll(async () => {
  state = await restoreState();
  const old =
    'SELECT project_pk AS "projectPk", digest, stage, status, reason, at FROM stage_state ORDER BY digest, stage';
  stages = (await state.pool.query<OldStage>(old)).rows;
  scanned = (await state.pool.query<Scanned>(SCANNED)).rows;
  await migrate(state.pool);
});
afterAll(() => state?.drop());

test('every stage of d5194fd is a result with its state, reason and time', async () => {
  expect(stages.length).toBeGreaterThan(10);
  for (const { projectPk, digest, stage, status, reason, at } of stages) {
    const results = (await listStageResults(state.pool, projectPk, [digest])).get(digest);
    expect(results?.find((each) => each.stage === stage)).toMatchObject({ state: status, reason, finishedAt: at });
  }
});

test('the results of every scanned image come to what the image showed before', async () => {
  expect(scanned.length).toBeGreaterThan(5);
  for (const { projectPk, digest, scanStatus, ...shown } of scanned) {
    const results = (await listStageResults(state.pool, projectPk, [digest])).get(digest) ?? [];
    const { scanStatus: status, failedDetail: _, ...summary } = summarise(results);
    const isWaiting = scanStatus === 'queued' || scanStatus === 'scanning';
    expect([digest, isWaiting ? scanStatus : status, summary]).toEqual([digest, scanStatus, shown]);
  }
});

test('the migration writes no manifest and no image', async () => {
  expect((await state.pool.query<Scanned>(SCANNED)).rows).toEqual(scanned);
});
