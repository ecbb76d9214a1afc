import { refuseAbsurd, unreadableVersion, type VersionScheme } from './scheme.ts';
import { compareDigits, compareText, compareTokens, type Token } from './tokens.ts';

/** Suffixes that mean "before the release", then those that mean "after it", each in ascending order. */
const BEFORE = ['alpha', 'beta', 'pre', 'rc'];
const AFTER = ['cvs', 'svn', 'git', 'hg', 'p'];

/** What stands at the first difference, lowest first: `1_rc` < `1` < `1-r1` < `1~hash` < `1_p` number < `1_p` < `1a` < `1.1`. */
const RANK = { before: 0, end: 1, revision: 2, commit: 3, suffixNumber: 4, after: 5, letter: 6, number: 7, first: 8 };

const GRAMMAR = new RegExp(
  `^(?<numbers>\\d+(?:\\.\\d+)*)(?<letter>[a-z])?(?<suffixes>(?:_(?:${[...BEFORE, ...AFTER].join('|')})\\d*)*)` +
    `(?:~(?<commit>[0-9a-f]+))?(?:-r(?<revision>\\d+))?$`,
);

/**
 * Alpine, Wolfi and Chainguard packages. Grammar and order: apk-package(5), "pkgver" and
 * https://wiki.alpinelinux.org/wiki/Package_policies
 *
 *     version = number *("." number) [letter] *("_" suffix [number]) ["~" commit] ["-r" number]
 *     suffix  = "alpha" / "beta" / "pre" / "rc" / "cvs" / "svn" / "git" / "hg" / "p"
 *
 * Numbers after the first compare as text when either begins with 0, as fractions do: `1.05` < `1.1`.
 */
export const apk: VersionScheme<readonly Token[]> = {
  name: 'apk',
  parse,
  compare: (a, b) => compareTokens(a, b, RANK.end, compareTexts),
};

function parse(version: string): Token[] {
  refuseAbsurd('apk', version);
  const parts = GRAMMAR.exec(version)?.groups;
  if (!parts) throw unreadableVersion('apk', version);
  return [
    ...toNumbers(parts.numbers ?? ''),
    ...optional(RANK.letter, parts.letter),
    ...toSuffixes(parts.suffixes ?? ''),
    ...optional(RANK.commit, parts.commit),
    ...optional(RANK.revision, parts.revision),
  ];
}

function toNumbers(numbers: string): Token[] {
  return numbers.split('.').map((text, index) => ({ rank: index === 0 ? RANK.first : RANK.number, text }));
}

/** `_rc2` is a suffix and its number. Suffixes are spelled by their place, so that their texts sort as they should. */
function toSuffixes(suffixes: string): Token[] {
  return Array.from(suffixes.matchAll(/_([a-z]+)(\d*)/g)).flatMap(([, name = '', number]) => {
    const before = BEFORE.indexOf(name);
    const suffix =
      before >= 0
        ? { rank: RANK.before, text: String(before) }
        : { rank: RANK.after, text: String(AFTER.indexOf(name)) };
    return [suffix, ...optional(RANK.suffixNumber, number)];
  });
}

function optional(rank: number, text: string | undefined): Token[] {
  return text ? [{ rank, text }] : [];
}

function compareTexts(a: Token, b: Token): number {
  const fraction = a.rank === RANK.number && (a.text.startsWith('0') || b.text.startsWith('0'));
  const numeric =
    a.rank === RANK.first || a.rank === RANK.number || a.rank === RANK.suffixNumber || a.rank === RANK.revision;
  return numeric && !fraction ? compareDigits(a.text, b.text) : compareText(a.text, b.text);
}
