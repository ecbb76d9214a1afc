import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Package } from './read-packages.ts';

const LICENCE_FILE = /^(licen[cs]es?|copying|copyright)([.-].*)?$/i;
/** The title of each text, and what its SPDX ids contain. */
const TITLES: readonly (readonly [RegExp, string])[] = [
  [/GNU\s+(LESSER|LIBRARY|AFFERO)?\s*GENERAL\s+PUBLIC\s+LICEN[CS]E/i, 'GPL'],
  [/MOZILLA\s+PUBLIC\s+LICEN[CS]E/i, 'MPL'],
  [/ECLIPSE\s+PUBLIC\s+LICEN[CS]E/i, 'EPL'],
  [/COMMON\s+DEVELOPMENT\s+AND\s+DISTRIBUTION\s+LICEN[CS]E/i, 'CDDL'],
  [/EUROPEAN\s+UNION\s+PUBLIC\s+LICEN[CS]E/i, 'EUPL'],
  [/SERVER\s+SIDE\s+PUBLIC\s+LICEN[CS]E/i, 'SSPL'],
];

/** A licence file that holds, or names, a copyleft text. */
export interface CopyleftText {
  readonly file: string;
  /** The family as its SPDX ids spell it, such as `GPL`, which LGPL and AGPL contain. */
  readonly family: string;
}

/** The copyleft texts among the licence files of an installed package: its field may state something else. */
export function copyleftTexts(folder: string, { path }: Package): CopyleftText[] {
  return list(join(folder, path))
    .filter(({ name, isFile }) => isFile && LICENCE_FILE.test(name))
    .flatMap(({ name: file }) => {
      const text = readFileSync(join(folder, path, file), 'utf8');
      return TITLES.filter(([title]) => title.test(text)).map(([, family]) => ({ file, family }));
    });
}

/** Packages inside an installed one that the lock file does not name, so that nobody has judged them. */
export function unlistedPackages(folder: string, { path }: Package, listed: ReadonlySet<string>): string[] {
  const inside = `${path}/node_modules`;
  const names = list(join(folder, inside)).flatMap(({ name }) =>
    name.startsWith('@') ? list(join(folder, inside, name)).map((each) => `${name}/${each.name}`) : [name],
  );
  return names.filter((name) => !name.startsWith('.') && !listed.has(`${inside}/${name}`)).sort();
}

function list(folder: string): { name: string; isFile: boolean }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).map((each) => ({ name: each.name, isFile: each.isFile() }));
}
