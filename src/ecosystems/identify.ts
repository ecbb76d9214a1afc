import type { InstalledPackage, PackageFact } from '../model/index.ts';
import type { Distribution } from './distribution.ts';
import { LANGUAGES } from './languages.ts';
import { purlOf } from './purl.ts';

/** Where no advisories exist or the distribution is not known. Never covered, so never safe. */
export const UNKNOWN_ECOSYSTEM = 'unknown';

/** Their records name binary packages, all others name source packages. */
const BINARY_NAMES = /^(AlmaLinux|Red Hat):/;

/** The ecosystem, the name and version that its advisories use, and the purl of a package found in an image. */
export function identify(
  fact: PackageFact,
  distribution: Distribution,
): Pick<InstalledPackage, 'ecosystem' | 'purl' | 'sourceName' | 'sourceVersion'> {
  const ecosystem = LANGUAGES[fact.type] ?? ecosystemOf(fact.type, distribution);
  const byBinary = BINARY_NAMES.test(ecosystem);
  return {
    ecosystem,
    purl: purlOf(fact, distribution),
    sourceName: byBinary ? fact.name : fact.sourceName,
    sourceVersion: byBinary ? fact.version : fact.sourceVersion,
  };
}

/** A database of another kind than the distribution's says nothing that its advisories could be compared with. */
function ecosystemOf(type: string, distribution: Distribution): string {
  return distribution.type === type ? (distribution.ecosystem ?? UNKNOWN_ECOSYSTEM) : UNKNOWN_ECOSYSTEM;
}
