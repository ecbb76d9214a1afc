import type { InstalledPackage, PackageFact } from '../model/index.ts';
import type { Distribution } from './distribution.ts';
import { findEcosystem, findLanguageEcosystem } from './families.ts';
import { distributionPurl, languagePurl } from './purl.ts';

/** Where no advisories exist or the distribution is not known. Never covered, so never safe. */
export const UNKNOWN_ECOSYSTEM = 'unknown';

/** The ecosystem, the name and version that its advisories use, and the purl of a package found in an image. */
export function identify(
  fact: PackageFact,
  distribution: Distribution,
): Pick<InstalledPackage, 'ecosystem' | 'purl' | 'sourceName' | 'sourceVersion'> {
  const language = findLanguageEcosystem(fact.type);
  const ecosystem = language?.name ?? ecosystemOf(fact.type, distribution);
  const byBinary = findEcosystem(ecosystem)?.advisoriesName === 'binary';
  return {
    ecosystem,
    purl: language?.language ? languagePurl(fact, language.language) : distributionPurl(fact, distribution),
    sourceName: byBinary ? fact.name : fact.sourceName,
    sourceVersion: byBinary ? fact.version : fact.sourceVersion,
  };
}

/** Packages of another format than the distribution's (an rpm database on Debian) cannot be compared with its advisories. */
function ecosystemOf(type: string, distribution: Distribution): string {
  return distribution.type === type ? (distribution.ecosystem ?? UNKNOWN_ECOSYSTEM) : UNKNOWN_ECOSYSTEM;
}
