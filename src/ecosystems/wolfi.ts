import type { EcosystemFamily } from './ecosystem.ts';
import { apk } from './versions/apk.ts';

/** Wolfi and Chainguard OS: rolling, so without releases. */
export const wolfi: EcosystemFamily = {
  ecosystems: [
    { name: 'Wolfi', scheme: apk },
    { name: 'Chainguard', scheme: apk },
  ],
  distributions: [
    { id: 'wolfi', packages: 'apk', ecosystem: () => 'Wolfi' },
    { id: 'chainguard', packages: 'apk', ecosystem: () => 'Chainguard' },
  ],
};
