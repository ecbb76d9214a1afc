import type { EcosystemFamily } from './ecosystem.ts';
import { atLastSlash } from './purl.ts';
import { semver } from './versions/semver.ts';

/** npm. Names are case-sensitive: `JSONStream` and `jsonstream` are two packages. A scope is the namespace of the purl. */
export const npm: EcosystemFamily = {
  ecosystems: [{ name: 'npm', scheme: semver, language: { purlType: 'npm', splitName: atLastSlash } }],
};
