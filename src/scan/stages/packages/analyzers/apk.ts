import type { Analyzer, Observation } from '../../../../layers/index.ts';
import { checkPackage, foundPackage, type SoftwareFact, VERSION_1 } from './facts.ts';
import { paragraphs } from './paragraphs.ts';

/** The second is where merged-usr releases keep it. */
const DATABASES = new Set(['lib/apk/db/installed', 'usr/lib/apk/db/installed']);

/** Alpine packages; advisories go by origin, the source package (apk-tools, "Installed database format"). */
export const apk: Analyzer<SoftwareFact> = {
  name: 'apk',
  version: 2,
  earlier: VERSION_1,
  check: checkPackage,
  wants: (path, entry) => entry.type === 'file' && DATABASES.has(path),
  analyze: ({ path, bytes }) => [{ kind: 'package-database', path, type: 'apk' }, ...parseInstalled(path, bytes)],
};

function parseInstalled(path: string, bytes: Buffer): Observation<SoftwareFact>[] {
  const observations: Observation<SoftwareFact>[] = [];
  for (const record of paragraphs(bytes.toString('utf8'))) observations.push(readRecord(path, record));
  return observations;
}

/** One letter, a colon, the value; the package's own lines come before those of its files. */
function readRecord(path: string, record: string): Observation<SoftwareFact> {
  const value = (key: string) => new RegExp(`^${key}:(.*)$`, 'm').exec(record)?.[1]?.trim() ?? '';
  const name = value('P');
  const version = value('V');
  if (name === '' || version === '') {
    return { kind: 'unread', reason: `a record has no name or version: ${JSON.stringify(record.slice(0, 60))}` };
  }
  const sourceName = value('o') || name;
  return foundPackage({ type: 'apk', name, version, arch: value('A'), sourceName, sourceVersion: version, path });
}
