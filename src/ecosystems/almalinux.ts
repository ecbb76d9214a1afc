import { type EcosystemFamily, majorOf, withRelease } from './ecosystem.ts';
import { rpm } from './versions/rpm.ts';

export const almalinux: EcosystemFamily = {
  ecosystems: [
    { name: 'AlmaLinux', scheme: rpm, advisoriesName: 'binary', errataListCves: true, severityInSummary: true },
  ],
  distributions: [{ id: 'almalinux', packages: 'rpm', ecosystem: (os) => withRelease('AlmaLinux', majorOf(os)) }],
};
