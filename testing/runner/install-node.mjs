import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = /^\d{1,3}(\.\d{1,4}){0,2}$/;

/**
 * Another Node to run the suites with, kept for the next time.
 *
 * The npm package `node` fetches its program in an install script, and npm runs none unless told to. What the script
 * would install is a package of its own for each platform, with the program inside: that one is installed directly.
 *
 * @param {string} version `22`, `22.15` or `22.15.1`: the newest release that begins so
 * @param {string} cache folder that keeps the installed versions
 * @returns {string} the folder that holds the program `node`
 * @throws {Error} when the version is malformed or cannot be had
 */
export function installNode(version, cache) {
  if (!VERSION.test(version)) throw new Error(`--node takes a version such as 22 or 20.19, not "${version}"`);
  const name = platformPackage(process.platform, process.arch);
  const folder = join(cache, version);
  const bin = join(folder, 'node_modules', name, 'bin');
  if (isNode(bin, version)) return bin;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-bin-links', '--no-audit', '--no-fund'];
  spawnSync('npm', ['install', '--prefix', folder, ...options, `${name}@${version}`], { stdio: 'inherit' });
  if (isNode(bin, version)) return bin;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(
    `Node ${version} could not be installed from the npm package ${name}; is the registry of npm within reach?`,
  );
}

/** As the package `node` names them; only Apple's own processors have another prefix. */
export function platformPackage(platform, arch) {
  return `${platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node'}-${platform}-${arch}`;
}

/** An installation that was interrupted has no program, or one that does not run. */
function isNode(bin, version) {
  if (!existsSync(join(bin, 'node'))) return false;
  const { stdout } = spawnSync(join(bin, 'node'), ['--version'], { encoding: 'utf8' });
  return `${stdout}`.trim() === `v${version}` || `${stdout}`.startsWith(`v${version}.`);
}
