import { spawnSync } from 'node:child_process';

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
/** Another installation may hold dpkg's lock, and a mirror may fail once. */
const PATIENCE = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3'];
const UPDATES = 3;
const PAUSE_MS = 10_000;

/** Installs the real servers and tools that suites use and this machine lacks. What cannot be had, the suites name. */
export function installDebianTools(step) {
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

function found(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;
}
