import { type EcosystemFamily, withRelease } from './ecosystem.ts';
import { rpm } from './versions/rpm.ts';

export const openeuler: EcosystemFamily = {
  ecosystems: [{ name: 'openEuler', scheme: rpm, errataListCves: true }],
  distributions: [
    { id: 'openeuler', packages: 'rpm', ecosystem: (os) => withRelease('openEuler', releaseOf(os.version)) },
  ],
};

/** `22.03 (LTS-SP3)` → `22.03-LTS-SP3`; the text is for people, so it may be anything. */
function releaseOf(version: string): string | null {
  const [, release, kind] = /^([\d.]{1,20})(?: \(([A-Za-z\d.-]{1,50})\))?$/.exec(version) ?? [];
  return release && kind ? `${release}-${kind}` : (release ?? null);
}
