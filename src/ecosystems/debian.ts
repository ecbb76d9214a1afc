import { type EcosystemFamily, majorOf, withRelease } from './ecosystem.ts';
import { dpkg } from './versions/dpkg.ts';

/** Debian. Testing and unstable have no VERSION_ID, so no ecosystem. */
export const debian: EcosystemFamily = {
  ecosystems: [{ name: 'Debian', scheme: dpkg }],
  distributions: [{ id: 'debian', packages: 'deb', ecosystem: (os) => withRelease('Debian', majorOf(os)) }],
};
