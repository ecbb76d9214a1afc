/**
 * The last line of `npm test`: `N passed, N failed`, and how many were skipped where there are any.
 * @param {object} report vitest's JSON report; `{}` when vitest left none
 * @param {boolean} ok whether format, lint, types, build and vitest itself ended well
 * @returns {{line: string, passed: boolean}}
 */
export function countTests(report, ok) {
  const { numPassedTests: passed = 0, numFailedTests = 0, numPendingTests: skipped = 0, testResults = [] } = report;
  const counted = numFailedTests + testResults.filter(brokeByItself).length;
  const good = ok && counted === 0 && passed > 0;
  const failed = good ? 0 : Math.max(1, counted);
  return { line: `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`, passed: good };
}

/** A file that cannot be loaded, or whose set-up fails, has no failed test: its tests were never run. */
function brokeByItself({ status, assertionResults }) {
  return status === 'failed' && !assertionResults.some((each) => each.status === 'failed');
}
