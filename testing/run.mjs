// `npm test`: installs what is absent, then runs every suite. Works on a fresh clone with only Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const REPORT = join(tmpdir(), `hullwatch-tests-${process.pid}.json`);
/** Command looked for, Debian package that brings it. */
const DEBIAN = [
  ['docker-registry', 'docker-registry'],
  ['skopeo', 'skopeo'],
  ['umoci', 'umoci'],
  ['mmdebstrap', 'mmdebstrap'],
  ['htpasswd', 'apache2-utils'],
  ['rpmbuild', 'rpm'],
  ['zstd', 'zstd'],
  ['openssl', 'openssl'],
  ['curl', 'curl'],
];

process.chdir(ROOT);
installPackages();
installDebianTools();
const ok = [lint(), build(), suites()].every(Boolean);
process.exitCode = report(ok) ? 0 : 1;

function installPackages() {
  if (existsSync('node_modules/vitest') && existsSync('node_modules/tsx')) return;
  step('npm ci');
  must('npm', ['ci', '--no-audit', '--no-fund']);
}

function installDebianTools() {
  const missing = DEBIAN.filter(([command]) => !found(command)).map(([, name]) => name);
  if (missing.length === 0) return;
  step(`installing from Debian: ${missing.join(', ')}`);
  const root = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) =>
    spawnSync([...root, 'apt-get', ...args][0], [...root, 'apt-get', ...args].slice(1), aptOptions());
  const done =
    apt('update', '-q').status === 0 && apt('install', '-y', '-q', '--no-install-recommends', ...missing).status === 0;
  if (!done) console.error(`could not install ${missing.join(', ')}: the suites that need them will fail and say so`);
}

function aptOptions() {
  return { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
}

function lint() {
  step('format, lint, types');
  return (
    run('npx', ['--no-install', 'biome', 'check', '.']) && run('npx', ['--no-install', 'tsc', '--noEmit', '-p', '.'])
  );
}

function build() {
  step('release build');
  return run('npm', ['run', '--silent', 'build']);
}

function suites() {
  step('suites: unit, database, conformance, system');
  return run('npx', [
    '--no-install',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORT}`,
  ]);
}

/** The last line of all: `N passed, N failed, N skipped`. A broken lint, build or suite counts as a failure. */
function report(ok) {
  const { numPassedTests: passed = 0, numFailedTests: failedTests = 0, numPendingTests: skipped = 0 } = readReport();
  const failed = ok ? failedTests : Math.max(1, failedTests);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return ok && failed === 0 && passed > 0;
}

function readReport() {
  return existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : {};
}

function found(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
}

function run(command, args) {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

function must(command, args) {
  if (run(command, args)) return;
  console.log('0 passed, 1 failed');
  process.exit(1);
}

function step(title) {
  console.log(`\n== ${title}`);
}
