import { type EcosystemFamily, withRelease } from './ecosystem.ts';
import { rpm } from './versions/rpm.ts';

export const photon: EcosystemFamily = {
  ecosystems: [{ name: 'Photon OS', scheme: rpm, errataListCves: true }],
  distributions: [{ id: 'photon', packages: 'rpm', ecosystem: (os) => withRelease('Photon OS', os.versionId) }],
};
