import { PackageURL } from 'packageurl-js';
import type { InstalledPackage, PackageFact } from '../model/index.ts';
import type { Distribution } from './distribution.ts';

/** Where no advisories exist or the distribution is not known. Never covered, so never safe. */
export const UNKNOWN_ECOSYSTEM = 'unknown';

const LANGUAGES: Readonly<Record<string, string>> = { npm: 'npm', pypi: 'PyPI', golang: 'Go' };

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

function purlOf(fact: PackageFact, distribution: Distribution): string {
  if (LANGUAGES[fact.type] !== undefined) {
    const slash = fact.name.lastIndexOf('/');
    const [namespace, name] = slash > 0 ? [fact.name.slice(0, slash), fact.name.slice(slash + 1)] : ['', fact.name];
    return purl(fact.type, namespace, name, fact.version, {});
  }
  const epoch = fact.type === 'rpm' ? /^(\d+):/.exec(fact.version)?.[1] : undefined;
  const version = epoch === undefined ? fact.version : fact.version.slice(epoch.length + 1);
  const distro = [distribution.id, distribution.versionId].filter(Boolean).join('-');
  return purl(fact.type, distribution.id, fact.name, version, { arch: fact.arch, distro, epoch: epoch ?? '' });
}

/** purl-spec; names that it cannot carry (a hostile manifest) are still identified, only less readably. */
function purl(type: string, namespace: string, name: string, version: string, qualifiers: Record<string, string>) {
  const present = Object.fromEntries(Object.entries(qualifiers).filter(([, value]) => value !== ''));
  try {
    return new PackageURL(type, namespace || undefined, name, version, present, undefined).toString();
  } catch {
    const whole = namespace ? `${namespace}/${name}` : name;
    return `pkg:generic/${encodeURIComponent(whole)}@${encodeURIComponent(version)}`;
  }
}
