import { dirname, join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { type Node, nameOf, nodesOf } from './syntax.ts';

/** One import or re-export of another file of the checkout. Paths are relative to the checkout. */
export interface Import {
  readonly file: string;
  readonly target: string;
  /** True when only types are taken, so that nothing is loaded at run time. */
  readonly typeOnly: boolean;
}

/** The imports of other files of the checkout that a source holds. Packages and built-in modules are left out. */
export function importsOf(file: string, source: string): Import[] {
  return loadsOf(source).flatMap(({ path, typeOnly }) =>
    path?.startsWith('.') ? [{ file, target: join(dirname(file), path), typeOnly }] : [],
  );
}

/** Loads that cannot be followed: by a computed path, by a path outside of the checkout, or by `require`; as written. */
export function hiddenLoads(source: string): string[] {
  const references = [...source.matchAll(/^\/\/\/\s*<reference\s+path.*$/gm)].map(([text]) => text);
  const hidden = loadsOf(source).filter(({ path }) => path === undefined || /^(?:\/|file:)/.test(path));
  return [...references, ...hidden.map(({ node }) => source.slice(Number(node.start), Number(node.end)))];
}

interface Load {
  readonly node: Node;
  /** As written; nothing when it is computed. */
  readonly path?: string | undefined;
  readonly typeOnly: boolean;
}

/** Loads inside of expressions and types; a file without these words needs no look below its top. */
const INSIDE = /\bimport\s*\(|\bimport\s*\/|\bimport\.meta\.resolve|\bnew URL|require/i;

function loadsOf(source: string): Load[] {
  const program = parseAst(source, { lang: 'ts' }) as unknown as Node;
  const nodes = INSIDE.test(source) ? nodesOf(program) : (program.body as Node[]);
  return [...nodes].flatMap(loadOf);
}

function loadOf(node: Node): Load[] {
  const load = (path: unknown, typeOnly: boolean) => [{ node, path: textOf(path), typeOnly }];
  if (/^(?:Import|Export(?:All|Named))Declaration$/.test(node.type) && node.source)
    return load(node.source, takesTypesOnly(node));
  if (node.type === 'ImportExpression') return load(node.source, false);
  if (node.type === 'TSImportType') return load(node.source, true);
  if (node.type === 'TSImportEqualsDeclaration') return loadByEquals(node, load);
  if (node.type === 'TSModuleDeclaration' && (node.id as Node).type === 'Literal') return load(node.id, true);
  if (node.type === 'NewExpression') return loadByUrl(node, load);
  return isRequire(node) ? load(undefined, false) : [];
}

type MakeLoad = (path: unknown, typeOnly: boolean) => Load[];

function loadByEquals({ moduleReference, importKind }: Node, load: MakeLoad): Load[] {
  const path = (moduleReference as Node).expression;
  return path ? load(path, importKind === 'type') : [];
}

/** `new URL('./entry.ts', import.meta.url)` names a file that another process or thread starts with. */
function loadByUrl({ callee, arguments: given }: Node, load: MakeLoad): Load[] {
  const [path] = given as Node[];
  return nameOf(callee as Node) === 'URL' && /^\..*\.[cm]?[jt]s$/.test(textOf(path) ?? '') ? load(path, false) : [];
}

/** A call of `require` or of what `createRequire` makes; `resolve` of either only says where a package lies. */
function isRequire({ type, callee, init }: Node): boolean {
  const called = callee as Node | undefined;
  if (type === 'VariableDeclarator') return isCallOf(init as Node | null, 'createRequire');
  if (type !== 'CallExpression' || !called) return false;
  return ['require', 'import.meta.resolve'].includes(calledName(called)) || isCallOf(called, 'createRequire');
}

function isCallOf(node: Node | null, name: string): boolean {
  return node?.type === 'CallExpression' && calledName(node.callee as Node) === name;
}

function calledName({ type, object, property, name }: Node): string {
  if (type !== 'MemberExpression') return String(name);
  const last = nameOf(property as Node);
  return (object as Node).type === 'MetaProperty' ? `import.meta.${last}` : last;
}

function textOf(node: unknown): string | undefined {
  const { type, value, quasis } = (node ?? {}) as Partial<Node>;
  if (type === 'Literal') return String(value);
  const [only, ...more] = (quasis ?? []) as { value: { cooked: string } }[];
  return type === 'TemplateLiteral' && more.length === 0 ? only?.value.cooked : undefined;
}

/** `import type`, `export type`, or a list in braces in which each name stands behind `type`. */
function takesTypesOnly({ importKind, exportKind, specifiers }: Node): boolean {
  if (importKind === 'type' || exportKind === 'type') return true;
  const names = (specifiers ?? []) as Node[];
  return names.length > 0 && names.every((each) => (each.importKind ?? each.exportKind) === 'type');
}
