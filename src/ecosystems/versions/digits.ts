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
