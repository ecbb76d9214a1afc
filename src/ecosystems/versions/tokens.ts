/** A piece of a version: its kind decides first, its text among pieces of one kind. */
export interface Token {
  readonly rank: number;
  readonly text: string;
}

/**
 * Compares token by token; a version that ends stands there with `endRank`. Being lexicographic over a total order
 * of tokens, the result is a total order of versions.
 */
export function compareTokens<T extends Token>(
  a: readonly T[],
  b: readonly T[],
  endRank: number,
  compareTexts: (a: T, b: T) => number,
): number {
  for (let i = 0; i < a.length || i < b.length; i++) {
    const left = a[i];
    const right = b[i];
    const byRank = (left?.rank ?? endRank) - (right?.rank ?? endRank);
    if (byRank !== 0) return byRank;
    if (!left || !right) continue;
    const byText = compareTexts(left, right);
    if (byText !== 0) return byText;
  }
  return 0;
}

/** Compares two runs of decimal digits as numbers of any size; an empty run counts as zero. */
export function compareDigits(a: string, b: string): number {
  const left = a.replace(/^0+/, '');
  const right = b.replace(/^0+/, '');
  if (left.length !== right.length) return left.length - right.length;
  return compareText(left, right);
}

/** Compares by UTF-16 code units, which is byte order for the ASCII that versions are made of. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
