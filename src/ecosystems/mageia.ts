import { type EcosystemFamily, withRelease } from './ecosystem.ts';
import { rpm } from './versions/rpm.ts';

export const mageia: EcosystemFamily = {
  ecosystems: [{ name: 'Mageia', scheme: rpm, errataListCves: true }],
  distributions: [{ id: 'mageia', packages: 'rpm', ecosystem: (os) => withRelease('Mageia', os.versionId) }],
};
