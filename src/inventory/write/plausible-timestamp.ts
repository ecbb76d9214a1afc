/** No image is older than this: reproducible builds write 0, broken tools the year 1 (registries.md section 1.3). */
const EARLIEST = Date.UTC(1980, 0, 1);

/**
 * A time that a registry or an image config states, cut to whole milliseconds; null when it is absent, before 1980 or
 * after `now`. All in milliseconds since 1970.
 */
export function plausibleTimestamp(time: number | null, now: number): number | null {
  return time !== null && time >= EARLIEST && time <= now ? Math.trunc(time) : null;
}
