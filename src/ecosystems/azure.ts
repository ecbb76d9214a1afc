import { type EcosystemFamily, majorOf, type OsRelease, withRelease } from './ecosystem.ts';
import { rpm } from './versions/rpm.ts';

/** Azure Linux, which was CBL-Mariner until its second release. */
export const azure: EcosystemFamily = {
  ecosystems: [{ name: 'Azure Linux', scheme: rpm, errataListCves: true }],
  distributions: [
    { id: 'azurelinux', packages: 'rpm', ecosystem },
    { id: 'mariner', packages: 'rpm', ecosystem },
  ],
};

function ecosystem(os: OsRelease): string | null {
  return withRelease('Azure Linux', majorOf(os));
}
