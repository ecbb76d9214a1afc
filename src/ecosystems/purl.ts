import { PackageURL } from 'packageurl-js';
import type { PackageFact } from '../model/index.ts';
import type { Language } from './ecosystem.ts';

/** `@scope/name` and `golang.org/x/text`: what stands before the last slash is the namespace. */
export function atLastSlash(name: string): readonly [namespace: string, name: string] {
  const slash = name.lastIndexOf('/');
  return slash > 0 ? [name.slice(0, slash), name.slice(slash + 1)] : ['', name];
}

export function languagePurl({ type, name, version }: PackageFact, { splitName }: Language): string {
  const [namespace, rest] = splitName?.(name) ?? ['', name];
  return purl(type, namespace, rest, version, {});
}

/** The namespace is the distribution; the epoch of an RPM version is a qualifier (purl-spec, `rpm`). */
export function distributionPurl(
  { type, name, version, arch }: PackageFact,
  { id, versionId }: { readonly id: string; readonly versionId: string },
): string {
  const epoch = type === 'rpm' ? (/^(\d+):/.exec(version)?.[1] ?? '') : '';
  const withoutEpoch = epoch === '' ? version : version.slice(epoch.length + 1);
  const distro = [id, versionId].filter(Boolean).join('-');
  return purl(type, id, name, withoutEpoch, { arch, distro, epoch });
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
