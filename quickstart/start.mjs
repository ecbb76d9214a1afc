// `npm run quickstart`: installs the packages when they are absent, then hands over to main.ts.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { packagesAreInstalled } from './installed-packages.mjs';
import { refuseNode } from './supported-node.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const refusal = refuseNode(process.version);

if (refusal) fail(refusal);
if (!packagesAreInstalled(ROOT)) install();
start();

function install() {
  console.log('Installing packages (npm ci) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) fail('npm ci failed; see above');
}

function start() {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  // Wait for its clean end instead of dying first. What the terminal sends, it gets twice, which does no harm.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // A signal to npm ends npm and its shell and never gets here.
  const npm = process.ppid;
  if (process.env.npm_command) setInterval(() => process.ppid === npm || child.kill('SIGTERM'), 500).unref();
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
