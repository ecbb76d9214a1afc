import { type EcosystemFamily, majorOf, withRelease } from './ecosystem.ts';
import { rpm } from './versions/rpm.ts';

/**
 * Red Hat Enterprise Linux. Advisories are scoped by CPE down to the repository (`Red Hat:enterprise_linux:9::appstream`);
 * an image does not say which repository a package came from, so the release alone is compared.
 */
export const redhat: EcosystemFamily = {
  ecosystems: [
    {
      name: 'Red Hat',
      scheme: rpm,
      advisoriesName: 'binary',
      errataListCves: true,
      normalizeRelease: (ecosystem) => ecosystem.replace(/::.*$/, ''),
    },
  ],
  distributions: [
    { id: 'rhel', packages: 'rpm', ecosystem: (os) => withRelease('Red Hat:enterprise_linux', majorOf(os)) },
  ],
};
