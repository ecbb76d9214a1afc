import setup from '../testing/database/global-setup.ts';
import { createTestDatabase } from '../testing/database/index.ts';
import { benchIngest } from './ingest.ts';
import { benchList } from './list.ts';
import type { Ratio } from './measure.ts';
import { benchQueue } from './queue.ts';
import { benchReadLayer } from './read-layer.ts';
import { seedProject } from './seed.ts';
import { benchSync } from './sync.ts';

const BENCHES: Readonly<Record<string, () => Promise<Ratio[]>>> = {
  list: onDatabase(async (pool) => benchList(pool, await seedProject(pool, 'bench', 100_000))),
  ingest: onDatabase(benchIngest),
  layer: benchReadLayer,
  sync: onDatabase(benchSync),
  queue: onDatabase(benchQueue),
};

process.exit(await main(process.argv.slice(2)));

/** Runs the named benches, all by default. @returns exit code: 1 when a promise is broken */
async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0)
    throw new Error(`no bench is called ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`);
  const teardown = await setup();
  try {
    const ratios: Ratio[] = [];
    for (const [name, bench] of Object.entries(BENCHES)) {
      if (names.length > 0 && !names.includes(name)) continue;
      console.log(`measuring ${name} …`);
      ratios.push(...(await bench()));
    }
    print(ratios);
    return ratios.every(isKept) ? 0 : 1;
  } finally {
    await teardown();
  }
}

function onDatabase(bench: (pool: Awaited<ReturnType<typeof createTestDatabase>>['pool']) => Promise<Ratio[]>) {
  return async () => {
    const database = await createTestDatabase();
    try {
      return await bench(database.pool);
    } finally {
      await database.drop();
    }
  };
}

function print(ratios: readonly Ratio[]): void {
  console.log();
  for (const each of ratios) {
    const verdict = each.promise ? `${inWords(each.promise)}: ${isKept(each) ? 'kept' : 'BROKEN'}` : 'no promise yet';
    console.log(
      `${each.name}\n  ours ${each.ours} | floor ${each.floor} | ratio ${each.ratio.toFixed(2)} | ${verdict}`,
    );
  }
}

function isKept({ ratio, promise }: Ratio): boolean {
  if (!promise) return true;
  return 'atMost' in promise ? ratio <= promise.atMost : ratio >= promise.atLeast;
}

function inWords(promise: NonNullable<Ratio['promise']>): string {
  return 'atMost' in promise ? `at most ${promise.atMost}` : `at least ${promise.atLeast}`;
}
