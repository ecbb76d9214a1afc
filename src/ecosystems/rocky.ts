import { type EcosystemFamily, majorOf, withRelease } from './ecosystem.ts';
import { rpm } from './versions/rpm.ts';

export const rocky: EcosystemFamily = {
  ecosystems: [{ name: 'Rocky Linux', scheme: rpm, errataListCves: true, severityInSummary: true }],
  distributions: [{ id: 'rocky', packages: 'rpm', ecosystem: (os) => withRelease('Rocky Linux', majorOf(os)) }],
};
