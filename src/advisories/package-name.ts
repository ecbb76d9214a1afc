/**
 * The name under which packages of an ecosystem are compared: PyPI's normalised
 * (https://packaging.python.org/en/latest/specifications/name-normalization/), all others as they are written
 * (npm tells `JSONStream` from `jsonstream`, Go paths are case-sensitive).
 */
export function comparableName(ecosystem: string, name: string): string {
  return ecosystem === 'PyPI' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name;
}

/**
 * The ecosystem under which an advisory's packages are compared. Red Hat scopes by CPE down to the repository
 * (`Red Hat:enterprise_linux:9::appstream`); an image does not say which repository a package came from.
 */
export function comparableEcosystem(ecosystem: string): string {
  return ecosystem.startsWith('Red Hat:') ? ecosystem.replace(/::.*$/, '') : ecosystem;
}

/**
 * The ecosystems whose advisories concern a package: its own, and the one without a release. OSV scopes `Debian:12`
 * to one release and leaves `Debian` unscoped, so an unscoped record speaks of every release.
 */
export function concerningEcosystems(ecosystem: string): readonly string[] {
  const [family = ecosystem] = ecosystem.split(':', 1);
  return family === ecosystem ? [ecosystem] : [ecosystem, family];
}
