const CUT = '…';

/**
 * Text that PostgreSQL can store. A NUL, which hostile files hold and messages about broken ones repeat, becomes U+FFFD;
 * otherwise it fails the whole transaction that it is in.
 * @param maxBytes of UTF-8; longer text is cut and ends with `…`
 */
export function storableText(text: string, maxBytes = Number.POSITIVE_INFINITY): string {
  const clean = text.replaceAll('\0', '\uFFFD');
  if (clean.length * 3 <= maxBytes || Buffer.byteLength(clean) <= maxBytes) return clean;
  const kept = Buffer.from(clean.slice(0, maxBytes)).subarray(0, maxBytes - Buffer.byteLength(CUT));
  // The last character may have been cut in two.
  return kept.toString('utf8').replace(/\uFFFD+$/, '') + CUT;
}
