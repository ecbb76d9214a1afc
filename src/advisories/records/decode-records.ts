import { Composer, Parser } from 'yaml';
import { AppError } from '../../model/index.ts';

/** Attack: nesting that exhausts the stack of recursive readers. OSV itself needs 8. */
const DEEPEST = 64;
/** Attack: `[1,1,1,…`, whose every member costs hundreds of bytes to check. Real files have 20 bytes a value. */
const MOST_VALUES = 1_000_000;
/** YAML takes far more time a byte than JSON; real YAML records have some kilobytes. Bytes. */
const LARGEST_YAML = 256 * 1024;
/** Syntax nodes to one level of nesting: the collection, its item, the value. */
const NODES_PER_LEVEL = 4;

/**
 * The records of one file: JSON, or YAML by the name's end. A file may hold one record or a list of them.
 * YAML scalars stay text (failsafe schema), so that version 1.10 does not become the number 1.1; aliases are refused
 * (attack: a few lines that expand to gigabytes).
 * @throws AppError `unreadable` with what is wrong, `limit_exceeded` for absurd files
 */
export function decodeRecords(name: string, bytes: Buffer): readonly unknown[] {
  const value = /\.ya?ml$/i.test(name) ? decodeYaml(bytes) : decodeJson(bytes);
  refuseAbsurd(value, DEEPEST, MOST_VALUES);
  return Array.isArray(value) ? value : [value];
}

function decodeJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(toText(bytes));
  } catch (cause) {
    throw new AppError('unreadable', 'not valid JSON', { cause });
  }
}

function decodeYaml(bytes: Buffer): unknown {
  if (bytes.length > LARGEST_YAML) {
    throw new AppError('limit_exceeded', `${bytes.length} bytes of YAML, more than the limit of ${LARGEST_YAML}`);
  }
  try {
    return composeYaml(toText(bytes));
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('unreadable', 'not valid YAML', { cause });
  }
}

/**
 * Syntax first, which the library reads without recursion, then the values, where it recurses. Attack: `[[[[…` runs
 * that recursion to the end of the stack, where V8 may end the process instead of throwing.
 */
function composeYaml(text: string): unknown {
  const syntax = [...new Parser().parse(text)];
  refuseAbsurd(syntax, DEEPEST * NODES_PER_LEVEL, Number.POSITIVE_INFINITY);
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, logLevel: 'error' });
  const [document, ...more] = [...composer.compose(syntax, true, text.length)];
  if (!document || more.length > 0) throw new AppError('unreadable', 'more than one YAML document');
  if (document.errors[0]) throw document.errors[0];
  return document.toJS({ maxAliasCount: 0 });
}

function toText(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** Level by level, without recursion; a level that is too wide is not even listed. */
function refuseAbsurd(value: unknown, deepest: number, most: number): void {
  let level: readonly unknown[] = [value];
  let values = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) throw new AppError('limit_exceeded', `nested deeper than ${DEEPEST} levels`);
    const next: unknown[] = [];
    for (const members of level.map(membersOf)) {
      values += members.length;
      if (values > most) throw new AppError('limit_exceeded', `more than ${most} values`);
      for (const member of members) next.push(member);
    }
    level = next;
  }
}

function membersOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null ? Object.values(value) : NONE;
}

const NONE: readonly unknown[] = [];
