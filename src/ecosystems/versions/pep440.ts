import { parse as parsePublic } from '@renovatebot/pep440';
import { refuseAbsurd, unreadableVersion, type VersionScheme } from './scheme.ts';
import { compareDigits, compareText } from './tokens.ts';

interface Pep440Version {
  /** Epoch and release, without the zeros at the end: `1.0` is `1.0.0`. */
  readonly release: readonly number[];
  /** Kind and number of the pre-release, number of the post-release, number of the development release. */
  readonly stage: readonly number[];
  /** The segments of the local version (`1.0+ubuntu.1`), null where there is none. */
  readonly local: readonly string[] | null;
}

type PublicVersion = NonNullable<ReturnType<typeof parsePublic>>;

/** Kinds of pre-releases. `1.0.dev1` comes before them, `1.0` and `1.0.post1` after them. */
const PRE: Readonly<Record<string, number>> = { a: 1, b: 2, rc: 3 };
const BEFORE_PRE = 0;
const AFTER_PRE = 4;

/**
 * Python packages. Grammar and order: https://packaging.python.org/en/latest/specifications/version-specifiers/
 *
 * The library reads a version. Its own comparison takes texts, which it would read again each time, and takes local
 * segments such as `1e5` for numbers; so the order is written here. Of two local versions numbers compare as numbers and
 * stand above text, and a longer version stands above its own beginning.
 */
export const pep440: VersionScheme<Pep440Version> = {
  name: 'PEP 440',
  parse,
  compare: (a, b) => comparePublic(a, b) || compareLocals(a.local, b.local),
  compareInstalled,
};

/** A local build counts as the version it was built from, unless the advisory speaks of local builds itself. */
function compareInstalled(installed: Pep440Version, named: Pep440Version): number {
  return comparePublic(installed, named) || (named.local === null ? 0 : compareLocals(installed.local, named.local));
}

function parse(version: string): Pep440Version {
  refuseAbsurd('PEP 440', version);
  const parsed = parsePublic(version);
  const [shown = '', local] = version.split('+');
  // Numbers above 2^53 - 1 would be rounded, and two different versions would be equal.
  const rounded = shown.match(/\d+/g)?.some((digits) => !Number.isSafeInteger(Number(digits)));
  if (!parsed || rounded) throw unreadableVersion('PEP 440', version);
  return {
    release: [parsed.epoch, ...withoutZeros(parsed.release)],
    stage: toStage(parsed),
    local: local === undefined ? null : local.toLowerCase().split(/[-_.]/),
  };
}

function withoutZeros(release: readonly number[]): readonly number[] {
  return release.slice(0, release.findLastIndex((part) => part !== 0) + 1);
}

function toStage({ pre, post, dev }: PublicVersion): number[] {
  const withoutPre = dev && !post ? BEFORE_PRE : AFTER_PRE;
  const kind = pre ? (PRE[String(pre[0])] ?? AFTER_PRE) : withoutPre;
  return [kind, numberOf(pre, 0), numberOf(post, -1), numberOf(dev, Number.MAX_VALUE)];
}

/** The library gives a part as its name and its number, or null. */
function numberOf(part: readonly (string | number)[] | null, absent: number): number {
  return part ? Number(part[1]) : absent;
}

function comparePublic(a: Pep440Version, b: Pep440Version): number {
  return compareNumbers(a.release, b.release) || compareNumbers(a.stage, b.stage);
}

/** Number by number; a list that ends stands below one that goes on. */
function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = (a[i] ?? 0) - (b[i] ?? 0);
    if (order !== 0) return order;
  }
  return a.length - b.length;
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
