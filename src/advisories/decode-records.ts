import { parse as parseYaml } from 'yaml';
import { AppError } from '../runtime/index.ts';

/** Attack: nesting that exhausts whoever walks the value. OSV itself needs 8. */
const DEEPEST = 64;
/** YAML takes far more time a byte than JSON; real YAML records have some kilobytes. */
const LARGEST_YAML = 1024 * 1024;

/**
 * The records of one file: JSON, or YAML by the name's end. A file may hold one record or a list of them.
 * YAML scalars stay text (failsafe schema), so that version 1.10 does not become the number 1.1; aliases are refused
 * (attack: a few lines that expand to gigabytes).
 * @throws AppError `unreadable` with what is wrong, `limit_exceeded` for absurd files
 */
export function decodeRecords(name: string, bytes: Buffer): readonly unknown[] {
  const value = /\.ya?ml$/i.test(name) ? decodeYaml(bytes) : decodeJson(bytes);
  if (isDeep(value)) throw new AppError('limit_exceeded', `nested deeper than ${DEEPEST} levels`);
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
    const options = { schema: 'failsafe', maxAliasCount: 0, uniqueKeys: false, logLevel: 'error' } as const;
    return parseYaml(toText(bytes), options);
  } catch (cause) {
    throw new AppError('unreadable', 'not valid YAML', { cause });
  }
}

function toText(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

function isDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}
