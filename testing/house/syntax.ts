import { dirname, join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

/** A node of the syntax tree, by the names of ESTree (https://github.com/estree/estree). */
export interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** A function that has a name: `function f() {}` or `const f = () => …`. */
export interface NamedFunction {
  /** Null for a parameter that is taken apart. */
  readonly parameters: readonly (string | null)[];
  readonly returns: readonly Node[];
}

/** What a name stands for: an expression, a property of one, or any element of one. */
export type Meaning = { readonly value: Node; readonly property?: string; readonly element?: true };

export interface SourceFile {
  readonly path: string;
  readonly program: Node;
  /** All that a name stands for anywhere in the file; shadowing makes this too many, never too few. */
  readonly meanings: ReadonlyMap<string, readonly Meaning[]>;
  readonly functions: ReadonlyMap<string, NamedFunction>;
  /** Local name to file and exported name. */
  readonly imports: ReadonlyMap<string, { readonly path: string; readonly name: string }>;
  /** `export … from`; no name: everything. */
  readonly reexports: readonly { readonly path: string; readonly name?: string; readonly as?: string }[];
}

export function parseSource(path: string, source: string): SourceFile {
  const program = parseAst(source, { lang: 'ts' }) as unknown as Node;
  const meanings = new Map<string, Meaning[]>();
  const functions = new Map<string, NamedFunction>();
  const imports = new Map<string, { path: string; name: string }>();
  const reexports: { path: string; name?: string; as?: string }[] = [];
  const add = (name: string, meaning: Meaning) => meanings.set(name, [...(meanings.get(name) ?? []), meaning]);
  for (const node of nodesOf(program)) {
    if (node.type === 'VariableDeclarator') declare(node, add, functions);
    if (node.type === 'FunctionDeclaration' && node.id) functions.set(nameOf(node.id as Node), toFunction(node));
    if (node.type === 'ForOfStatement') declareElement(node, add);
    if (isArrayCallback(node)) declareCallback(node, add);
    if (node.type === 'ImportDeclaration') addImports(path, node, imports);
    if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration')
      addReexports(path, node, reexports);
  }
  return { path, program, meanings, functions, imports, reexports };
}

/** The node and all below it. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* nodesOf(child);
}

export function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((child): child is Node => typeof (child as Node | null)?.type === 'string');
}

export function isFunction({ type }: Node): boolean {
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression' || type === 'FunctionDeclaration';
}

/** Without what only the type checker sees, and without `await`. */
export function unwrap(node: Node): Node {
  const wrapped = /^(?:TS(?:As|Satisfies|NonNull|TypeAssertion)|Parenthesized|Await|Chain)/.test(node.type);
  return wrapped ? unwrap((node.expression ?? node.argument) as Node) : node;
}

export function nameOf(node: Node): string {
  return String(node.name ?? node.value);
}

type Add = (name: string, meaning: Meaning) => void;

function declare({ id, init }: Node, add: Add, functions: Map<string, NamedFunction>): void {
  if (!init) return;
  const [target, value] = [id as Node, unwrap(init as Node)];
  if (target.type === 'Identifier' && isFunction(value)) functions.set(nameOf(target), toFunction(value));
  else if (target.type === 'Identifier') add(nameOf(target), { value });
  if (target.type === 'ObjectPattern') {
    for (const property of target.properties as Node[]) {
      const local = property.value as Node | undefined;
      if (local?.type === 'Identifier') add(nameOf(local), { value, property: nameOf(property.key as Node) });
    }
  }
  if (target.type === 'ArrayPattern') {
    for (const local of target.elements as (Node | null)[])
      if (local?.type === 'Identifier') add(nameOf(local), { value, element: true });
  }
}

function declareElement({ left, right }: Node, add: Add): void {
  const [declaration] = ((left as Node).declarations ?? []) as Node[];
  const id = declaration?.id as Node | undefined;
  if (id?.type === 'Identifier') add(nameOf(id), { value: right as Node, element: true });
}

/** `list.map((each) => …)` and its like. */
function isArrayCallback({ type, callee, arguments: given }: Node): boolean {
  const called = callee as Node | undefined;
  if (type !== 'CallExpression' || called?.type !== 'MemberExpression') return false;
  const isKnown = ['map', 'flatMap', 'forEach', 'filter'].includes(nameOf(called.property as Node));
  return isKnown && isFunction((given as Node[])[0] ?? { type: '' });
}

function declareCallback({ callee, arguments: given }: Node, add: Add): void {
  const [callback] = given as Node[];
  const [parameter] = (callback?.params ?? []) as Node[];
  const value = (callee as Node).object as Node;
  if (parameter?.type === 'Identifier') add(nameOf(parameter), { value, element: true });
}

function toFunction(node: Node): NamedFunction {
  const body = node.body as Node;
  const parameters = (node.params as Node[]).map((each) => (each.type === 'Identifier' ? nameOf(each) : null));
  return { parameters, returns: body.type === 'BlockStatement' ? returnsOf(body) : [body] };
}

function returnsOf(node: Node): Node[] {
  if (node.type === 'ReturnStatement') return node.argument ? [node.argument as Node] : [];
  return childrenOf(node).flatMap((child) => (isFunction(child) ? [] : returnsOf(child)));
}

function resolvePath(from: string, source: unknown): string | undefined {
  const path = String((source as Node | null)?.value ?? '');
  return path.startsWith('.') ? join(dirname(from), path) : undefined;
}

function addImports(file: string, node: Node, imports: Map<string, { path: string; name: string }>): void {
  const path = resolvePath(file, node.source);
  for (const each of node.specifiers as Node[]) {
    const imported = each.imported as Node | undefined;
    if (path && imported) imports.set(nameOf(each.local as Node), { path, name: nameOf(imported) });
  }
}

function addReexports(file: string, node: Node, reexports: { path: string; name?: string; as?: string }[]): void {
  const path = resolvePath(file, node.source);
  if (!path) return;
  if (node.type === 'ExportAllDeclaration') reexports.push({ path });
  for (const each of (node.specifiers ?? []) as Node[])
    reexports.push({ path, name: nameOf(each.local as Node), as: nameOf(each.exported as Node) });
}
