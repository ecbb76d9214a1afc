// `npm run test:long`: the parts of plan.mjs one after the other, each with its row in docs/long-tests.md. `--only kills` runs one.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { countTests } from '../runner/count-tests.mjs';
import { installDebianTools } from '../runner/install-debian.mjs';
import { PLAN } from './plan.mjs';
import { writeReport } from './report.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = join(ROOT, 'docs/long-tests.md');

process.chdir(ROOT);
const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const parts = PLAN.filter(({ name }) => only === undefined || name === only);
if (parts.length === 0)
  throw new Error(`no part is called ${only}; there are ${PLAN.map(({ name }) => name).join(', ')}`);

const run = { commit: commit(), machine: machine() };
installDebianTools(console.log);
const results = parts.map((part) => {
  const result = runPart(part);
  const earlier = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
  writeFileSync(
    PAGE,
    writeReport(earlier, PLAN, { ...run, started: new Date(Date.now() - result.seconds * 1000) }, [result]),
  );
  return result;
});
for (const { name, line, seconds } of results) console.log(`${name}: ${line}, ${Math.round(seconds)} s`);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;

function runPart(part) {
  console.log(`\n== ${part.name}: ${part.what}`);
  const started = performance.now();
  const result = part.node === undefined ? runScaled(part) : runOtherNode(part);
  return { ...part, ...result, seconds: (performance.now() - started) / 1000 };
}

function runScaled({ scale, project, files }) {
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-long-'));
  const report = join(folder, 'report.json');
  const args = [
    '--no-install',
    'vitest',
    'run',
    '--project',
    project,
    '--silent=passed-only',
    ...files.flatMap(expand),
  ];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const env = { ...process.env, HULLWATCH_TEST_SCALE: String(scale) };
  const { status } = spawnSync('npx', [...args, ...reporters], { stdio: 'inherit', env });
  const read = readReport(report);
  rmSync(folder, { recursive: true, force: true });
  return { node: process.version, ...countTests(read, status === 0), failures: failuresOf(read) };
}

/** `fast-check` stands for every unit test that uses it. */
function expand(name) {
  if (name !== 'fast-check') return [name];
  const tests = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.test\.ts$/.test(file));
  return tests
    .map((file) => join('src', file))
    .filter((file) => readFileSync(file, 'utf8').includes("from 'fast-check'"));
}

/** The last line of `npm test` says it all; what failed is on the terminal. */
function runOtherNode({ node }) {
  const args = [join(ROOT, 'testing/run.mjs'), '--node', node];
  const { status, stdout } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  console.log(stdout);
  const line = stdout.trim().split('\n').at(-1) ?? '';
  const version = /^Node (v\S+)$/m.exec(stdout)?.[1] ?? node;
  return { node: version, line, passed: status === 0, failures: status === 0 ? [] : ['see the output of the run'] };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

function failuresOf({ testResults = [] }) {
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
}

function commit() {
  const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : ' with changes');
}

function machine() {
  return `${cpus().length} cores of ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
}
