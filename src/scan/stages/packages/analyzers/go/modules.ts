export interface GoModule {
  readonly name: string;
  /** `v1.2.3`, a pseudo-version, or `(devel)` for code that was built from a folder. */
  readonly version: string;
}

const DEVEL = '(devel)';

/** A release, a candidate or a beta, with the notes that builders append to it; `go1.25-20250209` is a snapshot, not 1.25. */
const RELEASE = /^go(\d+\.\d+)(?:(\.\d+)(?![\w.])|(?:(rc|beta)(\d+))?(?=$|\s|\+))/;

/**
 * The module lines of a build info (Go source, runtime/debug/mod.go): `mod` is the program, `dep` what it needs, `=>`
 * what stands in for the line before.
 */
export function parseModules(text: string): GoModule[] {
  const modules: GoModule[] = [];
  for (const line of text.split('\n')) {
    const [kind, name, version] = line.split('\t');
    if (!name) continue;
    if (kind === 'mod' || kind === 'dep') modules.push({ name, version: version || DEVEL });
    else if (kind === '=>') modules.push(replacement(modules.pop(), name, version));
  }
  return modules;
}

/** A replacement without a version is a folder: the name stays, what is in the folder nobody can tell. */
function replacement(replaced: GoModule | undefined, name: string, version: string | undefined): GoModule {
  return version || !replaced ? { name, version: version || DEVEL } : { name: replaced.name, version: DEVEL };
}

/** `go1.21` → `1.21.0`, `go1.22rc1 X:loopvar` → `1.22.0-rc.1`, as in the Go vulnerability database; others unchanged. */
export function stdlibVersion(goVersion: string): string {
  const [, minor, patch = '.0', kind, count] = RELEASE.exec(goVersion) ?? [];
  if (minor === undefined) return goVersion;
  return `${minor}${patch}${kind ? `-${kind}.${count}` : ''}`;
}
