/**
 * How much more a test does than in `npm test`, where it is 1. `npm run test:long` sets it (testing/long/plan.mjs): more random
 * cases, more kills, more rows. Time limits grow with it (vitest.config.ts).
 */
export const SCALE = Number(process.env.HULLWATCH_TEST_SCALE ?? '1');

/** So many in `npm test`, and accordingly more in a long run. */
export function scaled(count: number): number {
  return Math.round(count * SCALE);
}
