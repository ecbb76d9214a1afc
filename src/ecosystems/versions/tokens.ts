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
