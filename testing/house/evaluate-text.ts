import type { SourceFiles } from './source-texts.ts';
import { type Meaning, type Node, nameOf, type SourceFile, unwrap } from './syntax.ts';

/** Stands in a text for what cannot be known without running the program. */
export const UNKNOWN = '\uE000';
/** Stands in a text for a parameter of the named function that builds it: its callers say what it is. */
export const PARAMETER = '\uE001';

/** More forms than a person would write: the text counts as unknown. */
const MAX_FORMS = 64;
/** Constants and calls that a text is followed through. */
const MAX_DEPTH = 16;

/** Where an expression stands, and what was given for the parameters of the function that it stands in. */
interface Place {
  readonly files: SourceFiles;
  readonly file: SourceFile;
  readonly given?: ReadonlyMap<string, readonly string[]> | undefined;
  readonly depth: number;
}

/** What does not depend on a caller is worked out once. */
const known = new WeakMap<Node, readonly string[]>();

/** The forms of the text that an expression comes to. */
export function evaluate(node: Node, place: Place): readonly string[] {
  if (place.depth >= MAX_DEPTH) return [UNKNOWN];
  const before = place.given ? undefined : known.get(node);
  if (before) return before;
  const forms = new Set(formsOf(unwrap(node), { ...place, depth: place.depth + 1 }));
  const few = forms.size > MAX_FORMS ? [UNKNOWN] : [...forms];
  if (!place.given) known.set(node, few);
  return few;
}

function formsOf(node: Node, place: Place): readonly string[] {
  if (node.type === 'Literal') return [String(node.value)];
  if (node.type === 'TemplateLiteral') return ofTemplate(node, place);
  if (node.type === 'Identifier') return ofName(nameOf(node), place);
  if (node.type === 'MemberExpression') return ofMember(node, place);
  if (node.type === 'CallExpression') return ofCall(node, place);
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return combine([evaluate(node.left as Node, place), evaluate(node.right as Node, place)]);
  if (node.type === 'ConditionalExpression') return either([node.consequent, node.alternate], place);
  if (node.type === 'LogicalExpression') return either([node.left, node.right], place);
  return [UNKNOWN];
}

function either(nodes: readonly unknown[], place: Place): string[] {
  return nodes.flatMap((node) => evaluate(node as Node, place));
}

function combine(parts: readonly (readonly string[])[], separator = ''): string[] {
  const join = (texts: readonly string[], part: readonly string[], at: number) =>
    texts.length * part.length > MAX_FORMS
      ? [UNKNOWN]
      : texts.flatMap((text) => part.map((each) => text + (at === 0 ? '' : separator) + each));
  return parts.reduce<string[]>(join, ['']);
}

function ofTemplate({ quasis, expressions }: Node, place: Place): string[] {
  const texts = (quasis as { value: { cooked: string } }[]).map((quasi) => [quasi.value.cooked]);
  const holes = (expressions as Node[]).map((expression) => evaluate(expression, place));
  return combine(texts.flatMap((text, at) => [text, ...(holes[at] ? [holes[at] as string[]] : [])]));
}

function ofName(name: string, place: Place): readonly string[] {
  const given = place.given?.get(name);
  if (given) return [...given];
  const { file } = place;
  const meant = (file.meanings.get(name) ?? []).flatMap((meaning) => ofMeaning(meaning, place));
  const isParameter = [...file.functions.values()].some(({ parameters }) => parameters.includes(name));
  if (meant.length > 0 || isParameter) return [...meant, ...(isParameter ? [PARAMETER] : [])];
  const exported = findExported(name, place);
  return exported ? ofName(exported.name, { ...place, file: exported.file, given: undefined }) : [UNKNOWN];
}

function ofMeaning({ value, property, element }: Meaning, place: Place): readonly string[] {
  if (property !== undefined) return ofProperty(value, property, place);
  return element ? ofElements(value, place) : evaluate(value, place);
}

/** `SETS.name`, or any of `SETS[…]`. */
function ofMember({ object, property, computed }: Node, place: Place): string[] {
  const key = property as Node;
  const isKnown = !computed || key.type === 'Literal';
  return isKnown ? ofProperty(object as Node, nameOf(key), place) : ofElements(object as Node, place);
}

function ofProperty(node: Node, name: string, place: Place): string[] {
  const properties = find(node, 'ObjectExpression', place).flatMap(({ found, where }) =>
    (found.properties as Node[]).flatMap((each) =>
      each.type === 'Property' && nameOf(each.key as Node) === name ? evaluate(each.value as Node, where) : [],
    ),
  );
  return properties.length > 0 ? properties : [UNKNOWN];
}

/** Elements of a list, and values of an object that is asked for any of its keys. */
function ofElements(node: Node, place: Place): string[] {
  const lists = find(node, 'ArrayExpression', place).map(({ found, where }) => ({ found: found.elements, where }));
  const objects = find(node, 'ObjectExpression', place).map(({ found, where }) => ({
    found: (found.properties as Node[]).map((each) => each.value),
    where,
  }));
  const forms = [...lists, ...objects].flatMap(({ found, where }) =>
    either((found as unknown[]).filter(Boolean), where),
  );
  return forms.length > 0 ? forms : [UNKNOWN];
}

/** Literals of this type that an expression stands for. */
function find(node: Node, type: string, place: Place): { found: Node; where: Place }[] {
  if (place.depth >= MAX_DEPTH) return [];
  const where = { ...place, depth: place.depth + 1 };
  const expression = unwrap(node);
  if (expression.type === type) return [{ found: expression, where }];
  if (expression.type === 'CallExpression')
    return followCall(expression, where).flatMap((each) => find(each.node, type, each.place));
  if (expression.type !== 'Identifier') return [];
  const name = nameOf(expression);
  const own = (where.file.meanings.get(name) ?? []).filter(
    ({ property, element }) => property === undefined && !element,
  );
  if (own.length > 0) return own.flatMap(({ value }) => find(value, type, where));
  const exported = findExported(name, where);
  if (!exported) return [];
  const values = exported.file.meanings.get(exported.name) ?? [];
  return values.flatMap(({ value }) => find(value, type, { ...where, file: exported.file, given: undefined }));
}

function ofCall(node: Node, place: Place): readonly string[] {
  const callee = unwrap(node.callee as Node);
  if (callee.type === 'MemberExpression' && nameOf(callee.property as Node) === 'join')
    return ofJoin(node, callee, place);
  const followed = followCall(node, place);
  return followed.length === 0 ? [UNKNOWN] : followed.flatMap((each) => evaluate(each.node, each.place));
}

/** `[a, b].join(', ')`. Of a list whose members are not all written down, each member stands alone. */
function ofJoin({ arguments: given }: Node, callee: Node, place: Place): readonly string[] {
  const [separator = { type: 'Literal', value: ',' }] = given as Node[];
  const [list] = find(callee.object as Node, 'ArrayExpression', place);
  if (!list || (list.found.elements as Node[]).some((each) => each.type === 'SpreadElement')) return [UNKNOWN];
  const parts = (list.found.elements as Node[]).map((each) => evaluate(each, list.where));
  return evaluate(separator, place).flatMap((text) => combine(parts, text));
}

/** What a call of a named function returns, where it stands, with its parameters given. */
function followCall({ callee, arguments: given }: Node, place: Place): { node: Node; place: Place }[] {
  const called = unwrap(callee as Node);
  if (called.type !== 'Identifier') return [];
  const name = nameOf(called);
  const own = place.file.functions.has(name) ? { file: place.file, name } : findExported(name, place);
  const followed = own?.file.functions.get(own.name);
  if (!own || !followed) return [];
  const values = (given as Node[]).map((each) => evaluate(each, place));
  const parameters = followed.parameters.flatMap((each, at) =>
    each === null ? [] : [[each, values[at] ?? [UNKNOWN]] as const],
  );
  const inside = { ...place, file: own.file, given: new Map(parameters) };
  return followed.returns.map((node) => ({ node, place: inside }));
}

/** The file that declares an imported name, through any indexes between. */
function findExported(name: string, { file, files }: Place): { file: SourceFile; name: string } | undefined {
  const imported = file.imports.get(name);
  return imported && findIn(imported.path, imported.name, files, 0);
}

function findIn(
  path: string,
  name: string,
  files: SourceFiles,
  depth: number,
): { file: SourceFile; name: string } | undefined {
  const file = files.get(path);
  if (!file || depth > MAX_DEPTH) return undefined;
  if (file.meanings.has(name) || file.functions.has(name)) return { file, name };
  for (const each of file.reexports) {
    if (each.name !== undefined && each.as !== name) continue;
    const found = findIn(each.path, each.name ?? name, files, depth + 1);
    if (found) return found;
  }
  return undefined;
}
