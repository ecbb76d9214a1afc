/**
 * The name under which packages of an ecosystem are compared: PyPI's normalised
 * (https://packaging.python.org/en/latest/specifications/name-normalization/), all others as they are written
 * (npm tells `JSONStream` from `jsonstream`, Go paths are case-sensitive).
 */
export function comparableName(ecosystem: string, name: string): string {
  return ecosystem === 'PyPI' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name;
}

/** `15 SP5` in `Linux Enterprise Module for Basesystem 15 SP5` and in `Linux Enterprise Server 15 SP5-LTSS`. */
const SUSE_PRODUCT = /^SUSE:Linux Enterprise (?!Micro ).*?(?<release>\d+(?:\.\d+| SP\d+)?)(?:-[A-Za-z-]+)?$/;

/**
 * The ecosystem under which an advisory's packages are compared. Red Hat scopes by CPE down to the repository
 * (`Red Hat:enterprise_linux:9::appstream`), SUSE by the module that ships a package and by the phase of support; an image
 * does not say which repository, module or subscription a package came from.
 */
export function comparableEcosystem(ecosystem: string): string {
  if (ecosystem.startsWith('Red Hat:')) return ecosystem.replace(/::.*$/, '');
  const release = SUSE_PRODUCT.exec(ecosystem)?.groups?.release;
  return release === undefined ? ecosystem : `SUSE:Linux Enterprise Server ${release}`;
}

/**
 * The ecosystems whose advisories concern a package: its own, and the one without a release. OSV scopes `Debian:12`
 * to one release and leaves `Debian` unscoped, so an unscoped record speaks of every release.
 */
export function concerningEcosystems(ecosystem: string): readonly string[] {
  const [family = ecosystem] = ecosystem.split(':', 1);
  return family === ecosystem ? [ecosystem] : [ecosystem, family];
}
