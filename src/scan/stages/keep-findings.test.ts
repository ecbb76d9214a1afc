import { expect, test } from 'vitest';
import { aStageResult } from '../../../testing/inventory/stored-images.ts';
import { keepFindings } from './keep-findings.ts';

const EARLIER = aStageResult({ stage: 'vulnerabilities', counts: { found: 2 }, severity: 'low', advisorySnapshot: 7 });

test('a stage that gave a result replaces what an earlier scan found', () => {
  const fresh = aStageResult({ stage: 'vulnerabilities', state: 'partial', reason: 'a part' });
  expect(keepFindings([EARLIER], [fresh])).toEqual([fresh]);
});

test('a stage that failed says so and keeps what an earlier scan found', () => {
  const failed = aStageResult({ stage: 'vulnerabilities', state: 'failed', failedCode: 'unknown_error', reason: 'no' });
  expect(keepFindings([EARLIER], [failed])).toEqual([
    { ...failed, counts: { found: 2 }, severity: 'low', advisorySnapshot: 7 },
  ]);
});

test('a stage that was skipped stands as it was, and says that it was skipped when it never looked', () => {
  const skipped = aStageResult({ stage: 'vulnerabilities', state: 'skipped', reason: 'not read' });
  expect(keepFindings([EARLIER], [skipped])).toEqual([EARLIER]);
  expect(keepFindings([], [skipped])).toEqual([skipped]);
});

test('of a stage that never looked, the version that could not look last is kept', () => {
  const skipped = aStageResult({ stage: 'build-commands', state: 'skipped', reason: 'not read', version: '2' });
  const failed = aStageResult({ stage: 'build-commands', state: 'failed', failedCode: 'unknown_error', version: '1' });
  expect(keepFindings([{ ...skipped, version: '1' }], [skipped])).toEqual([skipped]);
  expect(keepFindings([failed], [skipped])).toEqual([{ ...failed, version: '2' }]);
});

test('results come in the order of the stages, with those of stages that did not run', () => {
  const fresh = aStageResult({ stage: 'layers' });
  expect(keepFindings([EARLIER], [fresh])).toEqual([fresh, EARLIER]);
});
