import type { EcosystemFamily, OsRelease } from './ecosystem.ts';
import { rpm } from './versions/rpm.ts';

/** SUSE Linux Enterprise and openSUSE. */
export const suse: EcosystemFamily = {
  ecosystems: [
    { name: 'SUSE', scheme: rpm, errataListCves: true, normalizeRelease },
    { name: 'openSUSE', scheme: rpm, errataListCves: true },
  ],
  distributions: [
    { id: 'sles', packages: 'rpm', ecosystem: (os) => (os.versionId ? `${SERVER} ${servicePack(os)}` : null) },
    {
      id: 'opensuse-leap',
      packages: 'rpm',
      ecosystem: (os) => (os.versionId ? `openSUSE:Leap ${os.versionId}` : null),
    },
    { id: 'opensuse-tumbleweed', packages: 'rpm', ecosystem: () => 'openSUSE:Tumbleweed' },
  ],
};

const SERVER = 'SUSE:Linux Enterprise Server';

/** `15 SP5` in `Linux Enterprise Module for Basesystem 15 SP5` and in `Linux Enterprise Server 15 SP5-LTSS`. */
const PRODUCT = /^SUSE:Linux Enterprise (?!Micro ).*?(?<release>\d+(?:\.\d+| SP\d+)?)(?:-[A-Za-z-]+)?$/;

/**
 * Advisories are scoped by the module that ships a package and by the phase of support; an image says neither, so the
 * release alone is compared.
 */
function normalizeRelease(ecosystem: string): string {
  const release = PRODUCT.exec(ecosystem)?.groups?.release;
  return release === undefined ? ecosystem : `${SERVER} ${release}`;
}

/** `15.5` → `15 SP5`. From 16 on SUSE has no service packs: `16.0` stays. */
function servicePack({ versionId }: OsRelease): string {
  return versionId.replace(/^(1[0-5])\.(\d+)$/, '$1 SP$2');
}
