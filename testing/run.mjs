// `npm test`: installs what is absent, then runs every suite. Works on a fresh clone with only Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countTests } from './count-tests.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** A folder of its own: what an earlier run left must not pass for this one's report. */
const FOLDER = mkdtempSync(join(tmpdir(), 'hullwatch-tests-'));
const REPORT = join(FOLDER, 'report.json');
/** Another installation may hold dpkg's lock, and a mirror may fail once. */
const PATIENCE = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3'];
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
  ['pgrep', 'procps'],
];
const UPDATES = 3;
const PAUSE_MS = 10_000;

process.chdir(ROOT);
installPackages();
installDebianTools();
const ok = [lint(), build(), suites()].every(Boolean);
const { line, passed } = countTests(readReport(), ok);
rmSync(FOLDER, { recursive: true, force: true });
console.log(line);
process.exitCode = passed ? 0 : 1;

function installPackages() {
  // npm writes the hidden lock file last: an install that was interrupted has none.
  if (['vitest', 'tsx', '.package-lock.json'].every((name) => existsSync(`node_modules/${name}`))) return;
  step('npm ci');
  must('npm', ['ci', '--no-audit', '--no-fund']);
}

function installDebianTools() {
  const missing = DEBIAN.filter(([command]) => !found(command)).map(([, name]) => name);
  if (missing.length === 0) return;
  step(`installing from Debian: ${missing.join(', ')}`);
  const root = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => {
    const [command, ...rest] = [...root, 'apt-get', ...PATIENCE, ...args];
    return spawnSync(command, rest, aptOptions()).status === 0;
  };
  // Somebody else may be updating; and where one source stays dead, the packages may be had from the others.
  for (let tries = 1; !apt('update', '-q') && tries < UPDATES; tries++) pause();
  if (apt('install', '-y', '-q', '--no-install-recommends', ...missing)) return;
  console.error(`could not install ${missing.join(', ')}: the suites that need them will fail and say so`);
}

function pause() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
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

/** A report that was cut off, as by a full disk, counts like none. */
function readReport() {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    return {};
  }
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
