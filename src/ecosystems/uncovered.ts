import type { EcosystemFamily } from './ecosystem.ts';

/** Distributions whose packages are read although OSV has no ecosystem for them: they are listed, and never called safe. */
export const uncovered: EcosystemFamily = {
  ecosystems: [],
  distributions: [
    { id: 'amzn', packages: 'rpm', ecosystem: () => null },
    { id: 'centos', packages: 'rpm', ecosystem: () => null },
    { id: 'fedora', packages: 'rpm', ecosystem: () => null },
    { id: 'ol', packages: 'rpm', ecosystem: () => null },
    { id: 'kali', packages: 'deb', ecosystem: () => null },
    { id: 'raspbian', packages: 'deb', ecosystem: () => null },
  ],
};
