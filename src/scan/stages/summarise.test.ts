import { expect, test } from 'vitest';
import { aStageResult } from '../../../testing/inventory/stored-images.ts';
import { countEach, type StageResult } from '../../model/index.ts';
import { summarise } from './summarise.ts';

const layers = (change: Partial<StageResult> = {}) => aStageResult({ stage: 'layers', ...change });
const packages = (change: Partial<StageResult> = {}) => aStageResult({ stage: 'packages', ...change });
const vulnerabilities = (change: Partial<StageResult> = {}) => aStageResult({ stage: 'vulnerabilities', ...change });
const FAILED = { state: 'failed', reason: 'it is too large', failedCode: 'image_over_sized' } as const;

test('what stages found becomes counters and the worst severity', () => {
  expect(summarise([layers(), packages(), vulnerabilities({ counts: { found: 3 }, severity: 'medium' })])).toEqual({
    scanStatus: 'succeeded',
    scanFailedCode: null,
    failedDetail: null,
    severity: 'medium',
    ...countEach((counter) => (counter === 'vulNum' ? 3 : 0)),
  });
});

test('only an image of which everything is known and nothing was found is secure', () => {
  expect(summarise([layers(), packages(), vulnerabilities()]).severity).toBe('none');
  for (const state of ['partial', 'failed', 'skipped', 'stale'] as const) {
    expect(summarise([layers(), packages({ state }), vulnerabilities()]).severity).toBeNull();
  }
  expect(summarise([]).severity).toBeNull();
});

test('a stage that has not looked yet changes nothing', () => {
  expect(summarise([layers(), vulnerabilities()])).toMatchObject({ severity: 'none', scanStatus: 'succeeded' });
});

test('findings without a counter neither count nor grade the image', () => {
  const found = { counts: { found: 120 }, severity: 'high' } as const;
  expect(summarise([layers(), packages(found), vulnerabilities()])).toMatchObject({
    severity: 'none',
    ...countEach(() => 0),
  });
});

test('the first stage that failed gives the code, its status and the reason; earlier findings still count', () => {
  const failed = packages({ state: 'failed', reason: 'later', failedCode: 'failed_to_scan_software' });
  const found = vulnerabilities({ counts: { found: 2 }, severity: 'low' });
  expect(summarise([layers(FAILED), failed, found])).toMatchObject({
    ...{ scanStatus: 'oversized', scanFailedCode: 'image_over_sized', failedDetail: 'it is too large' },
    ...{ severity: 'low', vulNum: 2 },
  });
});
