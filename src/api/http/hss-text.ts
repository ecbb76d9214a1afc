/**
 * A text that keeps the length the contract declares, in code points; what was cut off shows as `…`.
 * @param longest at least 1
 */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const points = Array.from(text.slice(0, 2 * longest + 1));
  return points.length <= longest ? text : `${points.slice(0, longest - 1).join('')}…`;
}
