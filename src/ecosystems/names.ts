import { findEcosystem } from './families.ts';

/** The name under which packages of an ecosystem are compared: in its one spelling where several are allowed. */
export function comparableName(ecosystem: string, name: string): string {
  return findEcosystem(ecosystem)?.normalizeName?.(name) ?? name;
}

/** The ecosystem under which an advisory's packages are compared: its release as images name it. */
export function comparableEcosystem(ecosystem: string): string {
  return findEcosystem(ecosystem)?.normalizeRelease?.(ecosystem) ?? ecosystem;
}

/**
 * The ecosystems whose advisories concern a package: its own, and the one without a release. OSV scopes `Debian:12`
 * to one release and leaves `Debian` unscoped, so an unscoped record speaks of every release.
 */
export function concerningEcosystems(ecosystem: string): readonly string[] {
  const [family = ecosystem] = ecosystem.split(':', 1);
  return family === ecosystem ? [ecosystem] : [ecosystem, family];
}
