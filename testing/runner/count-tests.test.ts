import { expect, test } from 'vitest';
import { countTests } from './count-tests.mjs';

const fine = { status: 'passed', assertionResults: [{ status: 'passed' }] };

test('tests that passed and failed are counted', () => {
  expect(countTests({ numPassedTests: 3, numFailedTests: 0, testResults: [fine] }, true)).toEqual({
    line: '3 passed, 0 failed',
    passed: true,
  });
  const broken = { status: 'failed', assertionResults: [{ status: 'failed' }] };
  expect(countTests({ numPassedTests: 3, numFailedTests: 1, testResults: [fine, broken] }, false)).toEqual({
    line: '3 passed, 1 failed',
    passed: false,
  });
});

test('a file that cannot be loaded or set up counts as a failure of its own', () => {
  const unloaded = { status: 'failed', assertionResults: [] };
  const notSetUp = { status: 'failed', assertionResults: [{ status: 'skipped' }, { status: 'passed' }] };
  const report = { numPassedTests: 9, numFailedTests: 0, numPendingTests: 1, testResults: [fine, unloaded, notSetUp] };
  expect(countTests(report, false).line).toBe('9 passed, 2 failed, 1 skipped');
});

test.each([
  ['no report was left', {}, true],
  ['nothing was run', { numPassedTests: 0, testResults: [] }, true],
  ['something beside the tests failed', { numPassedTests: 3, testResults: [fine] }, false],
])('when %s, something has failed', (_, report, ok) => {
  const { line, passed } = countTests(report, ok);
  expect(line).toMatch(/^\d passed, 1 failed$/);
  expect(passed).toBe(false);
});
