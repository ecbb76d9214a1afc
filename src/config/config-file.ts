import { readFileSync, statSync } from 'node:fs';
import { parse } from 'yaml';

const MAX_BYTES = 1024 * 1024;

/**
 * Reads a configuration file: `NAME=value` lines (`#` comments, optional quotes), or a YAML map of the same names
 * when the file ends in `.yaml` or `.yml`. Lists become comma lists.
 * @throws TypeError saying what is wrong with the file, without any value of it
 */
export function readConfigFile(path: string): Record<string, string> {
  const text = readSmallFile(path);
  return /\.ya?ml$/i.test(path) ? readYaml(text) : readLines(text);
}

/** The text of a file of at most 1 MiB. @throws TypeError when it cannot be read */
export function readSmallFile(path: string): string {
  try {
    if (statSync(path).size > MAX_BYTES) throw new Error('it is larger than 1 MiB');
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new TypeError(`names ${path}, which cannot be read: ${(error as Error).message}`);
  }
}

/** The failsafe schema keeps every scalar as written, so that a key made of digits does not become a number. */
function readYaml(text: string): Record<string, string> {
  const document: unknown = parseYaml(text);
  if (document === null || document === undefined || document === '') return {};
  if (typeof document !== 'object' || Array.isArray(document)) throw new TypeError('is not a YAML map of names');
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name, scalar(name, value)]));
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { schema: 'failsafe', prettyErrors: false });
  } catch (error) {
    throw new TypeError(`is not YAML: ${(error as Error).name}`);
  }
}

function scalar(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(',');
  throw new TypeError(`holds ${name}, which is neither a value nor a list of values`);
}

/** `util.parseEnv` is not used: it cuts values at `#`, which secrets may hold, and skips lines that it cannot read. */
function readLines(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const match = /^(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line);
    if (!match) throw new TypeError(`line ${index + 1} is not NAME=value`);
    found[match[1] as string] = unquote(match[2] as string);
  }
  return found;
}

function unquote(value: string): string {
  return /^(["']).*\1$/.test(value) && value.length >= 2 ? value.slice(1, -1) : value;
}
