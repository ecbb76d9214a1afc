/** One line of the report: ours against a floor of the same run. */
export interface Ratio {
  readonly name: string;
  readonly ours: string;
  readonly floor: string;
  readonly ratio: number;
  /** What was promised; absent where there is no promise yet. */
  readonly promise?: { readonly atMost: number } | { readonly atLeast: number };
}

export interface Timing {
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
}

/** Times two pieces of work in turns, so that a busy neighbour slows both. The first tenth warms up and is left out. */
export async function timeInTurns(
  rounds: number,
  ours: () => Promise<unknown>,
  floor: () => Promise<unknown>,
): Promise<{ ours: Timing; floor: Timing }> {
  const times = { ours: [] as number[], floor: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const [first, second] = round % 2 === 0 ? (['ours', 'floor'] as const) : (['floor', 'ours'] as const);
    const work = { ours, floor };
    times[first].push(await timed(work[first]));
    times[second].push(await timed(work[second]));
  }
  const warm = Math.floor(rounds / 10);
  return { ours: summary(times.ours.slice(warm)), floor: summary(times.floor.slice(warm)) };
}

/** Wall milliseconds of one piece of work. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - started) / 1e6;
}

export function summary(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { median: at(0.5), p99: at(0.99) };
}

export function inMs({ median, p99 }: Timing): string {
  return `${median.toFixed(2)} ms (p99 ${p99.toFixed(2)})`;
}
