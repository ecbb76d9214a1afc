import type { OsRelease } from './os-release.ts';

/** What the operating system of an image means for its packages. */
export interface Distribution {
  /** The id of os-release: the namespace of purls. */
  readonly id: string;
  readonly versionId: string;
  /** For people. */
  readonly name: string;
  /** The kind of package database it has; null when the image names no distribution known here. */
  readonly type: 'deb' | 'apk' | 'rpm' | null;
  /** OSV ecosystem of its packages, null when there is none. */
  readonly ecosystem: string | null;
  /** Why the ecosystem is null, in words; empty when it is not. */
  readonly why: string;
}

interface KnownDistribution {
  readonly type: 'deb' | 'apk' | 'rpm';
  /** Null: OSV has no such ecosystem, or this release of it has none. */
  ecosystem(os: OsRelease): string | null;
}

/** By os-release ID. Ecosystem names: OSV schema, "Defined ecosystems", and the names in use in its data. */
const DISTRIBUTIONS: Readonly<Record<string, KnownDistribution>> = {
  debian: { type: 'deb', ecosystem: (os) => suffixed('Debian', major(os)) },
  ubuntu: { type: 'deb', ecosystem: (os) => suffixed('Ubuntu', ubuntuRelease(os.versionId)) },
  alpine: { type: 'apk', ecosystem: (os) => suffixed('Alpine', alpineRelease(os.versionId)) },
  wolfi: { type: 'apk', ecosystem: () => 'Wolfi' },
  chainguard: { type: 'apk', ecosystem: () => 'Chainguard' },
  almalinux: { type: 'rpm', ecosystem: (os) => suffixed('AlmaLinux', major(os)) },
  rocky: { type: 'rpm', ecosystem: (os) => suffixed('Rocky Linux', major(os)) },
  rhel: { type: 'rpm', ecosystem: (os) => suffixed('Red Hat', suffixed('enterprise_linux', major(os))) },
  'opensuse-leap': { type: 'rpm', ecosystem: (os) => suffixed('openSUSE', `Leap ${os.versionId}`) },
  'opensuse-tumbleweed': { type: 'rpm', ecosystem: () => 'openSUSE:Tumbleweed' },
  sles: { type: 'rpm', ecosystem: (os) => suffixed('SUSE', `Linux Enterprise Server ${servicePack(os.versionId)}`) },
  photon: { type: 'rpm', ecosystem: (os) => suffixed('Photon OS', os.versionId) },
  mageia: { type: 'rpm', ecosystem: (os) => suffixed('Mageia', os.versionId) },
  openeuler: { type: 'rpm', ecosystem: (os) => suffixed('openEuler', openEulerRelease(os.version)) },
  azurelinux: { type: 'rpm', ecosystem: (os) => suffixed('Azure Linux', major(os)) },
  mariner: { type: 'rpm', ecosystem: (os) => suffixed('Azure Linux', major(os)) },
  amzn: { type: 'rpm', ecosystem: () => null },
  centos: { type: 'rpm', ecosystem: () => null },
  fedora: { type: 'rpm', ecosystem: () => null },
  ol: { type: 'rpm', ecosystem: () => null },
  kali: { type: 'deb', ecosystem: () => null },
  raspbian: { type: 'deb', ecosystem: () => null },
};

/** @returns a distribution also when the image names none, so that its packages are reported as not comparable */
export function findDistribution(os: OsRelease | null): Distribution {
  if (!os)
    return { id: '', versionId: '', name: 'unnamed', type: null, ecosystem: null, why: 'there is no os-release' };
  const known = Object.hasOwn(DISTRIBUTIONS, os.id) ? DISTRIBUTIONS[os.id] : undefined;
  const ecosystem = known?.ecosystem(os) ?? null;
  const name = `${os.id} ${os.versionId}`.trim();
  const why = ecosystem === null ? `${name} is ${known ? 'covered by no advisories' : 'not known'}` : '';
  return { id: os.id, versionId: os.versionId, name, type: known?.type ?? null, ecosystem, why };
}

function suffixed(ecosystem: string, release: string | null): string | null {
  return release === null || release === '' ? null : `${ecosystem}:${release}`;
}

/** Debian testing and unstable have no VERSION_ID. */
function major({ versionId }: OsRelease): string | null {
  return /^\d+/.exec(versionId)?.[0] ?? null;
}

/** Long-term releases come in April of even years, and OSV marks them. */
function ubuntuRelease(versionId: string): string | null {
  const [, year, month] = /^(\d+)\.(\d+)/.exec(versionId) ?? [];
  if (!year || !month) return null;
  return `${year}.${month}${month === '04' && Number(year) % 2 === 0 ? ':LTS' : ''}`;
}

/** Between releases: `3.23.0_alpha20250612`. */
function alpineRelease(versionId: string): string | null {
  if (/_alpha/.test(versionId)) return 'edge';
  const [, release] = /^(\d+\.\d+)/.exec(versionId) ?? [];
  return release ? `v${release}` : null;
}

/** `22.03 (LTS-SP3)` → `22.03-LTS-SP3`; the text is for people, so it may be anything. */
function openEulerRelease(version: string): string | null {
  const [, release, kind] = /^([\d.]{1,20})(?: \(([A-Za-z\d.-]{1,50})\))?$/.exec(version) ?? [];
  return release && kind ? `${release}-${kind}` : (release ?? null);
}

/** `15.5` → `15 SP5`. From 16 on SUSE has no service packs: `16.0` stays. */
function servicePack(versionId: string): string {
  return versionId.replace(/^(1[0-5])\.(\d+)$/, '$1 SP$2');
}
