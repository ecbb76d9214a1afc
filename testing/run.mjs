// `npm test`: installs what is absent, then runs every suite. Works on a fresh clone with only Node and npm.
// `npm test -- --node 22` runs everything with that Node, `--project unit` only that project of vitest.config.ts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packagesAreInstalled } from '../quickstart/installed-packages.mjs';
import { refuseNode } from '../quickstart/supported-node.mjs';
import { countTests } from './runner/count-tests.mjs';
import { installDebianTools } from './runner/install-debian.mjs';
import { installNode } from './runner/install-node.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

process.chdir(ROOT);
const { node, project } = readOptions();
process.exitCode = node === undefined ? runAll(project) : runWith(node, project);

function runAll(projects) {
  console.log(`Node ${process.version}`);
  attempt(() => {
    const refusal = refuseNode(process.version);
    if (refusal) throw new Error(refusal);
  });
  installPackages();
  installDebianTools(step);
  // A folder of its own: what an earlier run left must not pass for this one's report.
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-tests-'));
  const report = join(folder, 'report.json');
  const ok = [lint(), build(), suites(projects, report)].every(Boolean);
  const { line, passed } = countTests(readReport(report), ok);
  rmSync(folder, { recursive: true, force: true });
  console.log(line);
  return passed ? 0 : 1;
}

/** Runs this program again with another Node, which comes first in PATH, so that what tests start finds it, too. */
function runWith(version, projects) {
  installPackages();
  step(`Node ${version}`);
  const bin = attempt(() => installNode(version, join(ROOT, 'node_modules/.cache/node')));
  const args = projects.flatMap((name) => ['--project', name]);
  const env = { ...withoutOuterNode(process.env), PATH: `${bin}${delimiter}${process.env.PATH}` };
  const { status } = spawnSync(join(bin, 'node'), [fileURLToPath(import.meta.url), ...args], { stdio: 'inherit', env });
  return status ?? 1;
}

/** The npm that started this program tells programs below it where its own Node is, and `npm exec` prefers that to PATH. */
function withoutOuterNode(env) {
  const named = ['NODE', 'npm_node_execpath', 'npm_config_prefix', 'npm_config_global_prefix', 'npm_config_nodedir'];
  return Object.fromEntries(Object.entries(env).filter(([name]) => !named.includes(name)));
}

function readOptions() {
  const options = { node: { type: 'string' }, project: { type: 'string', multiple: true, default: [] } };
  return attempt(() => parseArgs({ options }).values);
}

/** A mistake in the call, or a Node that cannot be had, in one line. */
function attempt(step) {
  try {
    return step();
  } catch (error) {
    console.error(error.message);
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
}

function installPackages() {
  if (packagesAreInstalled(ROOT)) return;
  step('npm ci');
  attempt(() => {
    if (!run('npm', ['ci', '--no-audit', '--no-fund'])) throw new Error('npm ci failed');
  });
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

function suites(projects, report) {
  step(`suites: ${projects.join(', ') || 'unit, database, conformance, system, alone'}`);
  const only = projects.flatMap((name) => ['--project', name]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return run('npx', ['--no-install', 'vitest', 'run', ...only, ...reporters]);
}

/** A report that was cut off, as by a full disk, counts like none. */
function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return {};
  }
}

function run(command, args) {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

function step(title) {
  console.log(`\n== ${title}`);
}
