import { dirname, join } from 'node:path';

/** One import or re-export of another file of the checkout. Paths are relative to the checkout. */
export interface Import {
  readonly file: string;
  readonly target: string;
  /** True when only types are taken, so that nothing is loaded at run time. */
  readonly typeOnly: boolean;
}

/** `import … from`, `export … from`, side-effect imports and `import()`; what stands between is at most a list in braces. */
const IMPORT =
  /\b(?<word>import|export)\b(?<type>\s+type\b)?(?<what>[^'"();]*?)\s*(?:\bfrom\s*|\(\s*|(?<=import\s+))['"](?<path>\.[^'"]+)['"]/g;

/** The imports of other files of the checkout that a source holds. Packages and built-in modules are left out. */
export function importsOf(file: string, source: string): Import[] {
  return [...source.matchAll(IMPORT)].map(({ groups }) => ({
    file,
    target: join(dirname(file), groups?.path as string),
    typeOnly: groups?.type !== undefined || namesOnlyTypes(groups?.what ?? ''),
  }));
}

function namesOnlyTypes(what: string): boolean {
  const names = /^\s*\{(?<names>[^}]*)\}\s*$/.exec(what)?.groups?.names?.split(',') ?? [];
  const given = names.map((name) => name.trim()).filter((name) => name !== '');
  return given.length > 0 && given.every((name) => name.startsWith('type '));
}
