import { evaluate } from './evaluate-text.ts';
import { childrenOf, isFunction, type Node, nameOf, parseSource, type SourceFile, unwrap } from './syntax.ts';

/** Sources by path; each is parsed when it is asked for. */
export interface SourceFiles {
  get(path: string): SourceFile | undefined;
}

export function openSources(sources: ReadonlyMap<string, string>): SourceFiles {
  const parsed = new Map<string, SourceFile>();
  return {
    get: (path) => {
      const source = sources.get(path);
      if (source !== undefined && !parsed.has(path)) parsed.set(path, parseSource(path, source));
      return parsed.get(path);
    },
  };
}

/** A text that a source builds, in every form that it can take. */
export interface SourceText {
  readonly file: string;
  /** The named function that builds it, the innermost if several; null at the top of a file. */
  readonly builder: string | null;
  readonly forms: readonly string[];
}

/** Every text in these files: literals, templates, sums, joined lists, and calls of functions. */
export function textsOf(files: SourceFiles, paths: readonly string[]): SourceText[] {
  const texts: SourceText[] = [];
  const visit = (node: Node, file: SourceFile, builder: string | null, isPart = false): void => {
    if (!isPart && isText(node, file))
      texts.push({ file: file.path, builder, forms: evaluate(node, { files, file, depth: 0 }) });
    const inside = namedFunction(node) ?? builder;
    for (const child of childrenOf(node)) visit(child, file, inside, isSum(node) && (isSum(child) || isLiteral(child)));
  };
  for (const file of paths.flatMap((path) => files.get(path) ?? [])) visit(file.program, file, null);
  return texts;
}

function isSum({ type, operator }: Node): boolean {
  return type === 'BinaryExpression' && operator === '+';
}

function isLiteral({ type }: Node): boolean {
  return type === 'Literal' || type === 'TemplateLiteral';
}

function isText(node: Node, { functions, imports }: SourceFile): boolean {
  if (node.type === 'Literal') return typeof node.value === 'string';
  if (node.type === 'TemplateLiteral' || isSum(node)) return true;
  if (node.type !== 'CallExpression') return false;
  const callee = node.callee as Node;
  const called = callee.type === 'Identifier' ? nameOf(callee) : '';
  const isJoin = callee.type === 'MemberExpression' && nameOf(callee.property as Node) === 'join';
  return isJoin || functions.has(called) || imports.has(called);
}

function namedFunction(node: Node): string | undefined {
  const declared = node.type === 'VariableDeclarator' && isFunction(unwrap((node.init ?? node) as Node));
  const id = (declared || node.type === 'FunctionDeclaration' ? node.id : undefined) as Node | undefined;
  return id?.type === 'Identifier' ? nameOf(id) : undefined;
}

/** Whether a file takes the function along as a value, where nobody sees what it is called with. */
export function takesAsValue({ program }: SourceFile, name: string): boolean {
  const visit = (node: Node, parent: Node): boolean => {
    const isUse = node.type === 'Identifier' && nameOf(node) === name && !isNamed(node, parent);
    return isUse || childrenOf(node).some((child) => visit(child, node));
  };
  return visit(program, program);
}

/** A name that is declared, imported, exported, called, or the key of something. */
function isNamed(node: Node, { type, callee, key, property, computed }: Node): boolean {
  if (/^(?:ImportSpecifier|ExportSpecifier|VariableDeclarator|FunctionDeclaration)$/.test(type)) return true;
  if (type === 'CallExpression') return callee === node;
  return !computed && (key === node || property === node) && type !== 'ObjectPattern';
}
