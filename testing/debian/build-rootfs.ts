import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/hullwatch/', import.meta.url));

/** What is added to the minimal system, so that sources with several binaries, libraries and services are in it. */
export const EXTRA_PACKAGES = ['curl', 'git', 'gnupg', 'openssh-server', 'openssl', 'python3', 'ca-certificates'];

export interface DebianRootfs {
  /** An uncompressed tar of the whole system, as mmdebstrap wrote it. */
  readonly tar: string;
  /** Release code name, for example `bookworm`. */
  readonly codename: string;
}

/**
 * Builds a real Debian system from the packages of this machine's own Debian mirror, without the security pocket, so that
 * known vulnerabilities are in it. Takes one to three minutes; kept under node_modules/.cache for later runs.
 * @throws Error when mmdebstrap or the mirror is not to be had
 */
export async function buildDebianRootfs(): Promise<DebianRootfs> {
  const codename = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'bookworm';
  const key = createHash('sha256')
    .update([codename, ...EXTRA_PACKAGES].join(' '))
    .digest('hex')
    .slice(0, 16);
  const tar = join(CACHE, `debian-${codename}-${key}.tar`);
  if (!existsSync(tar)) await bootstrap(codename, tar);
  return { tar, codename };
}

async function bootstrap(codename: string, tar: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const unfinished = `${tar}.${process.pid}.tar`;
  const mode = process.getuid?.() === 0 ? 'root' : 'unshare';
  const options = ['--variant=minbase', `--mode=${mode}`, `--include=${EXTRA_PACKAGES.join(',')}`];
  const source = `deb ${mirrorOf(codename)} ${codename} main`;
  await promisify(execFile)('mmdebstrap', [...options, codename, unfinished, source], { maxBuffer: 64 << 20 });
  renameSync(unfinished, tar);
}

/** The address that this machine's own apt takes the release from. */
function mirrorOf(codename: string): string {
  const targets = ['indextargets', '--format', '$(REPO_URI) $(RELEASE)', 'Created-By: Packages'];
  const lines = execFileSync('apt-get', targets, { encoding: 'utf8' }).split('\n');
  const [address] = lines.map((line) => line.split(' ')).find(([, release]) => release === codename) ?? [];
  if (!address) throw new Error(`apt on this machine knows no mirror of ${codename}; run apt-get update`);
  return address;
}
