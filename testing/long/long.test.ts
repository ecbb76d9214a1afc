import { expect, test } from 'vitest';
import { readSource, typeScriptFiles } from '../house/source-files.ts';
import { PLAN } from './plan.mjs';
import { writeReport } from './report.mjs';

const tests = ['src', 'testing', 'conformance'].flatMap(typeScriptFiles).filter((file) => file.endsWith('.test.ts'));
const run = {
  started: new Date(Date.UTC(2026, 10, 27, 9, 30)),
  commit: 'abc1234',
  machine: '2 cores of a processor, 8 GiB',
};
const fine = { name: 'kills', what: '100 kills', scale: 5, node: 'v20.19.6', line: '1 passed, 0 failed', passed: true };

test('every part of the plan names tests that are there', () => {
  for (const { files = [] } of PLAN) {
    for (const each of files.filter((name) => name !== 'fast-check'))
      expect({ each, found: tests.some((file) => file.includes(each)) }).toEqual({ each, found: true });
  }
});

test('tests whose size grows with the scale are in a part that is larger', () => {
  const grown = tests.filter(
    (file) => /\bscaled\(/.test(readSource(file)) && !readSource(file).includes("from 'fast-check'"),
  );
  const files = PLAN.filter(({ scale = 1 }) => scale > 1).flatMap(({ files: names = [] }) => names);
  expect(grown.filter((file) => !files.some((name) => file.includes(name)))).toEqual([]);
});

test('the page says of each part when, on what and how it went, and which was never run', () => {
  const page = writeReport('', PLAN, run, [{ ...fine, seconds: 754, failures: [] }]);
  expect(page).toContain(
    '| kills | 100 kills | 5 | v20.19.6 | 1 passed, 0 failed | 12 min 34 s | 2026-11-27 09:30, abc1234, 2 cores of a processor, 8 GiB |',
  );
  expect(page).toMatch(/^\| queue \| .* \| not run yet \| \| \|$/m);
  expect(page).not.toContain('Failed');
});

test('the page names what failed, and a part that is not run again keeps its row and its failures', () => {
  const broken = { ...fine, line: '0 passed, 1 failed', passed: false, seconds: 5, failures: ['a test'] };
  const first = writeReport('', PLAN, run, [broken]);
  expect(first).toContain('- kills: a test');
  const second = writeReport(first, PLAN, run, [{ ...fine, name: 'queue', seconds: 5, failures: [] }]);
  expect(second).toContain('- kills: a test');
  expect(second).toContain('0 passed, 1 failed');
  expect(writeReport(second, PLAN, run, [{ ...fine, seconds: 5, failures: [] }])).not.toContain('a test');
});
