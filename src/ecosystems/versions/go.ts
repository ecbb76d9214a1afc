import type { SemVer } from 'semver';
import { unreadableVersion, type VersionScheme } from './scheme.ts';
import { parseSemver } from './semver.ts';

const TOOLCHAIN =
  /^go(?<major>\d+)\.(?<minor>\d+)(?:\.(?<patch>\d+))?(?:(?<stage>beta|rc)(?<number>\d+))?(?:[-+ ].*)?$/;

/**
 * Go modules and the toolchain. Order: SemVer. Grammar: https://go.dev/ref/mod#versions and https://go.dev/doc/toolchain#version
 *
 *     module    = ["v"] SemVer, with pseudo-versions (`v0.0.0-20200101000000-0123456789ab`) and `+incompatible`
 *     toolchain = "go" number "." number ["." number] [("beta" / "rc") number] [("-" / "+" / " ") vendor text]
 *
 * Advisories name the toolchain `stdlib` and write its versions as SemVer: `go1.22rc1` is `1.22.0-rc.1`.
 * `(devel)` and `devel …` name no version and are unreadable.
 */
export const go: VersionScheme<SemVer> = {
  name: 'Go',
  parse,
  compare: (a, b) => a.compare(b),
};

function parse(version: string): SemVer {
  if (!version.startsWith('go')) return parseSemver(version, 'Go', false);
  const parts = TOOLCHAIN.exec(version)?.groups;
  if (!parts) throw unreadableVersion('Go', version);
  const release = `${parts.major}.${parts.minor}.${parts.patch ?? 0}`;
  return parseSemver(parts.stage ? `${release}-${parts.stage}.${parts.number}` : release, 'Go', false);
}
