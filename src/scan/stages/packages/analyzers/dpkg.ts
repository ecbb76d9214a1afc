import type { Analyzer, Observation } from '../../../../layers/index.ts';
import { checkPackage, foundPackage, type SoftwareFact, VERSION_1 } from './facts.ts';
import { paragraphs } from './paragraphs.ts';

const STATUS = 'var/lib/dpkg/status';
const STATUS_FOLDER = 'var/lib/dpkg/status.d/';

/** States in which the files of a package are not there (dpkg(1), "Package states"); all others count as installed. */
const ABSENT = new Set(['not-installed', 'config-files']);

/** Debian packages: `status`, and `status.d/*` as written by distroless images, one package a file. */
export const dpkg: Analyzer<SoftwareFact> = {
  name: 'dpkg',
  version: 2,
  earlier: VERSION_1,
  check: checkPackage,
  wants: (path, entry) => entry.type === 'file' && (path === STATUS || isStatusPart(path)),
  analyze: ({ path, bytes }) => [{ kind: 'package-database', path, type: 'deb' }, ...parseStatus(path, bytes)],
};

function isStatusPart(path: string): boolean {
  return path.startsWith(STATUS_FOLDER) && !path.endsWith('.md5sums');
}

function parseStatus(path: string, bytes: Buffer): Observation<SoftwareFact>[] {
  const observations: Observation<SoftwareFact>[] = [];
  for (const paragraph of paragraphs(bytes.toString('utf8'))) {
    observations.push(...readParagraph(path, parseParagraph(paragraph)));
  }
  return observations;
}

/** First lines of the fields of one paragraph (deb822(5)); keys in lower case, folded lines are not needed. */
function parseParagraph(paragraph: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of paragraph.split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0 || !/^[!-9;-~]+$/.test(line.slice(0, colon))) continue;
    fields.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return fields;
}

/** `Status: want flag state`; parts of status.d have none and are installed. */
function readParagraph(path: string, fields: Map<string, string>): Observation<SoftwareFact>[] {
  const state = fields.get('status')?.split(/\s+/)[2];
  if (state !== undefined && ABSENT.has(state)) return [];
  const name = fields.get('package') ?? '';
  const version = fields.get('version') ?? '';
  if (name === '' || version === '' || (state === undefined && path === STATUS)) {
    return [{ kind: 'unread', reason: `package ${JSON.stringify(name)} has no name, version or status` }];
  }
  const source = parseSource(fields.get('source'), name, version);
  const arch = fields.get('architecture') ?? '';
  return [foundPackage({ type: 'deb', name, version, arch, ...source, path })];
}

/** `Source: name (version)`: the version is given only where it differs from the binary package's. */
function parseSource(source: string | undefined, name: string, version: string) {
  const [, sourceName, sourceVersion] = /^(\S+)(?:\s+\((\S+)\))?$/.exec(source ?? '') ?? [];
  return { sourceName: sourceName ?? name, sourceVersion: sourceVersion ?? version };
}
