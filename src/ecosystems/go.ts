import type { EcosystemFamily } from './ecosystem.ts';
import { atLastSlash } from './purl.ts';
import { go as scheme } from './versions/go.ts';

/** Go modules and the toolchain's `stdlib`. Module paths are case-sensitive. */
export const go: EcosystemFamily = {
  ecosystems: [{ name: 'Go', scheme, language: { purlType: 'golang', splitName: atLastSlash } }],
};
