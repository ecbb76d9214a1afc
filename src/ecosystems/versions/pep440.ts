import { compare, parse } from '@renovatebot/pep440';
import { compareDigits, compareText } from './digits.ts';
import { refuseAbsurd, unreadableVersion, type VersionScheme } from './scheme.ts';

/** The public version and the segments of the local one (`1.0+ubuntu.1`), which is null where there is none. */
interface Pep440Version {
  readonly public: string;
  readonly local: readonly string[] | null;
}

/**
 * Python packages. Grammar and order: https://packaging.python.org/en/latest/specifications/version-specifiers/
 * The library orders public versions. It reads local segments such as `1e5` as numbers, so these are ordered here:
 * numbers as numbers and above text, a longer version above its own beginning.
 */
export const pep440: VersionScheme = {
  name: 'PEP 440',
  compare: (a, b) => compareVersions(read(a), read(b)),
  compareInstalled: (installed, named) => compareToNamed(read(installed), read(named)),
};

function compareVersions(a: Pep440Version, b: Pep440Version): number {
  return compare(a.public, b.public) || compareLocals(a.local, b.local);
}

/** A local build counts as the version it was built from, unless the advisory speaks of local builds itself. */
function compareToNamed(installed: Pep440Version, named: Pep440Version): number {
  return compareVersions(named.local === null ? { ...installed, local: null } : installed, named);
}

function read(version: string): Pep440Version {
  refuseAbsurd('PEP 440', version);
  const parsed = parse(version);
  const [shown = '', local] = version.split('+');
  // Numbers above 2^53 - 1 would be rounded, and two different versions would be equal.
  const rounded = shown.match(/\d+/g)?.some((digits) => !Number.isSafeInteger(Number(digits)));
  if (!parsed || rounded) throw unreadableVersion('PEP 440', version);
  return { public: shown, local: local === undefined ? null : local.toLowerCase().split(/[-_.]/) };
}

function compareLocals(a: readonly string[] | null, b: readonly string[] | null): number {
  if (!a || !b) return Number(a !== null) - Number(b !== null);
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareSegments(a[i] ?? '', b[i] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareSegments(a: string, b: string): number {
  const numbers = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (numbers[0] && numbers[1]) return compareDigits(a, b);
  return Number(numbers[0]) - Number(numbers[1]) || compareText(a, b);
}
