import { type EcosystemFamily, withRelease } from './ecosystem.ts';
import { apk } from './versions/apk.ts';

export const alpine: EcosystemFamily = {
  ecosystems: [{ name: 'Alpine', scheme: apk }],
  distributions: [{ id: 'alpine', packages: 'apk', ecosystem: (os) => withRelease('Alpine', releaseOf(os.versionId)) }],
};

/** `3.20.3` → `v3.20`; between releases, `3.23.0_alpha20250612` → `edge`. */
function releaseOf(versionId: string): string | null {
  if (/_alpha/.test(versionId)) return 'edge';
  const [, release] = /^(\d+\.\d+)/.exec(versionId) ?? [];
  return release ? `v${release}` : null;
}
