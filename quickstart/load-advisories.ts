import { setTimeout as sleep } from 'node:timers/promises';
import { withoutSecrets } from '../src/advisories/index.ts';
import type { HssClient } from './hss-client.ts';

/** One row of ListAdvisorySources, the fields used here. Times are milliseconds since 1970. */
interface Source {
  readonly source: string;
  readonly status: string;
  readonly reason?: string;
  readonly loaded_num: number;
  readonly check_time: number;
}

const POLL_MS = 200;
const LINE_MS = 10_000;

/**
 * Waits until every source was looked at since `began`, so that the first scan is judged with all of them, and says how
 * each ended that did not end well.
 */
export async function loadAdvisories(client: HssClient, sources: readonly string[], began: number): Promise<void> {
  console.log('Loading advisories …');
  const wanted = new Set(sources.map(withoutSecrets));
  let told = Date.now();
  for (;;) {
    const loaded = (await listSources(client)).filter((row) => wanted.has(row.source) && row.check_time >= began);
    if (loaded.length === wanted.size) return sayProblems(loaded);
    if (Date.now() - told >= LINE_MS) {
      told = Date.now();
      console.log(
        `  still loading after ${Math.round((told - began) / 1000)} s: ${loaded.length} of ${wanted.size} sources`,
      );
    }
    await sleep(POLL_MS);
  }
}

async function listSources(client: HssClient): Promise<readonly Source[]> {
  return (await client.call<{ data_list: Source[] }>('GET', '/image/advisory-sources?limit=200')).data_list;
}

function sayProblems(sources: readonly Source[]): void {
  for (const { source, status, reason } of sources)
    if (status !== 'ok') console.log(`  ${source} ${status}: ${reason}`);
}
