import { PackageURL } from 'packageurl-js';
import type { PackageFact } from '../model/index.ts';
import type { Distribution } from './distribution.ts';
import { LANGUAGES } from './languages.ts';

/** The purl of a package found in an image of this distribution. */
export function purlOf(fact: PackageFact, distribution: Distribution): string {
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
