import { refuseAbsurd, unreadableVersion, type VersionScheme } from './scheme.ts';
import { compareDigits, compareText, compareTokens, type Token } from './tokens.ts';

/** `[epoch:]version[-release]`; an absent epoch is 0. */
interface RpmVersion {
  readonly epoch: string;
  readonly version: readonly Token[];
  /** null: left out. */
  readonly release: readonly Token[] | null;
}

/** How the kinds of pieces stand to each other where two labels differ. */
const RANK = { tilde: 0, end: 1, caret: 2, letters: 3, digits: 4 } as const;

/**
 * RPM packages. Grammar and order: https://rpm-software-management.github.io/rpm/manual/dependencies.html#versioning
 *
 *     evr   = [epoch ":"] label ["-" label]          the last "-" begins the release
 *     label = *(digits / letters / "~" / "^" / any other visible character, which only separates)
 *
 * Digits compare as numbers, letters as text, digits above letters; a tilde sorts before the end of a label,
 * a caret right after it. A release left out sorts before every release.
 */
export const rpm: VersionScheme<RpmVersion> = {
  name: 'rpm',
  parse,
  compare,
  compareInstalled,
};

function compare(a: RpmVersion, b: RpmVersion): number {
  const releases = Number(a.release !== null) - Number(b.release !== null);
  return (
    compareDigits(a.epoch, b.epoch) ||
    compareLabels(a.version, b.version) ||
    releases ||
    compareLabels(a.release ?? [], b.release ?? [])
  );
}

/** In RPM's own dependencies a version without a release means every release of it (rpmds overlap). */
function compareInstalled(installed: RpmVersion, named: RpmVersion): number {
  return compare(named.release === null ? { ...installed, release: null } : installed, named);
}

function parse(version: string): RpmVersion {
  refuseAbsurd('rpm', version);
  if (!/^[\x21-\x7e]+$/.test(version)) throw unreadableVersion('rpm', version);
  const [, epoch, rest = ''] = /^(?:(\d*):)?(.*)$/.exec(version) ?? [];
  const hyphen = rest.lastIndexOf('-');
  const label = hyphen < 0 ? rest : rest.slice(0, hyphen);
  if (label === '' || hyphen === rest.length - 1) throw unreadableVersion('rpm', version);
  return {
    epoch: epoch ?? '',
    version: toTokens(label),
    release: hyphen < 0 ? null : toTokens(rest.slice(hyphen + 1)),
  };
}

function toTokens(label: string): Token[] {
  return Array.from(label.matchAll(/\d+|[A-Za-z]+|[~^]/g), ([text]) => ({ rank: rankOf(text), text }));
}

function rankOf(text: string): number {
  if (text === '~') return RANK.tilde;
  if (text === '^') return RANK.caret;
  return /\d/.test(text) ? RANK.digits : RANK.letters;
}

function compareLabels(a: readonly Token[], b: readonly Token[]): number {
  return compareTokens(a, b, RANK.end, (left, right) =>
    left.rank === RANK.digits ? compareDigits(left.text, right.text) : compareText(left.text, right.text),
  );
}
