import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Pool } from '../src/database/index.ts';
import { openJourney } from '../testing/journey/open-journey.ts';
import { type DockerRegistry, startDockerRegistry } from '../testing/registries/index.ts';
import { type Cores, separateCores } from './cores.ts';
import { openLink } from './link.ts';
import { type Ratio, summary, timed } from './measure.ts';

const IN_FLIGHT = 8;
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const run = promisify(execFile);

/** What the tags of a repository have in common, where it is, and how often it is synced. */
interface Variant {
  readonly name: string;
  readonly tags: number;
  readonly rounds: number;
  /** Milliseconds from a request sent to its arrival, and back again. */
  readonly away: number;
  /** Number of the config of a tag. */
  readonly configOf: (tag: number) => number;
  readonly promise?: Ratio['promise'];
}

const sharingConfig = () => 0;
const configEach = (tag: number) => tag;

/**
 * Tags that share a config are the hardest case: one request each, and all of the rows. Where each has a config of its
 * own, this registry needs five times as long for the config as for the manifest, so there are fewer tags.
 * The promise is for where registries are: across a network. One beside us has a core of its own but not a cache of its own
 * (measured on two cores of a virtual machine: 1.2 times as slow while the other one works through much memory for six tenths
 * of the time), and curl leaves the cache alone. That ratio tells how dear the registry is; it is printed all the same.
 */
const VARIANTS: readonly Variant[] = [
  { name: 'sharing a config', tags: 10_000, rounds: 5, away: 5, configOf: sharingConfig, promise: { atLeast: 0.9 } },
  { name: 'sharing a config', tags: 10_000, rounds: 3, away: 0, configOf: sharingConfig },
  { name: 'with a config each', tags: 2_000, rounds: 3, away: 0, configOf: configEach },
];

/**
 * A first sync of the tags of one repository, from the order to the last row, against curl fetching the same documents
 * (the manifest of each tag and each config once) from the same real registry with as many requests in flight.
 */
export async function benchSync(pool: Pool): Promise<Ratio[]> {
  const cores = separateCores();
  await cores.isolate(pool);
  try {
    const ratios: Ratio[] = [];
    for (const variant of VARIANTS) ratios.push(await benchVariant(variant, cores));
    return ratios;
  } finally {
    cores.restore();
  }
}

async function benchVariant(variant: Variant, cores: Cores): Promise<Ratio> {
  const registry = await startDockerRegistry({ storage: 'inmemory', binary: `${cores.serverPrefix}docker-registry` });
  const link = await openLink(registry.address, variant.away, cores);
  try {
    const paths = await pushTags(registry, variant);
    const floor = [await timed(() => fetchWithCurl(link.address, paths))];
    const ours: number[] = [];
    for (let round = 0; round < variant.rounds; round += 1) {
      ours.push(await syncOnce(link.address, variant.tags));
      floor.push(await timed(() => fetchWithCurl(link.address, paths)));
    }
    return toRatio(variant, cores, ours, floor);
  } finally {
    link.close();
    await registry.stop();
  }
}

/** Each sync against the curls before and after it, the median of these: the machine is now faster, now slower, by half. */
function toRatio(variant: Variant, { layout }: Cores, ours: readonly number[], floor: readonly number[]): Ratio {
  const { tags, away, promise } = variant;
  const where = away > 0 ? `registry ${2 * away} ms away` : layout;
  const name = `sync ${tags} tags ${variant.name}, ${IN_FLIGHT} in flight, ${where}`;
  const rate = (times: readonly number[]) => `${Math.round(tags / (summary(times).median / 1000))} tags/s`;
  const ratios = ours.map((time, round) => ((floor[round] ?? 0) + (floor[round + 1] ?? 0)) / 2 / time);
  console.log(`  ${name}: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}`);
  const measured = { name, ours: rate(ours), floor: `curl -Z ${rate(floor)}`, ratio: summary(ratios).median };
  return promise ? { ...measured, promise } : measured;
}

async function syncOnce(address: string, tags: number): Promise<number> {
  const journey = await openJourney();
  try {
    await journey.connect(new URL(`http://${address}`));
    const milliseconds = await timed(() => journey.sync());
    const { rows } = await journey.database.pool.query<{ n: number }>('SELECT count(*) AS n FROM image');
    if (rows[0]?.n !== tags) throw new Error(`the sync brought ${rows[0]?.n} of ${tags} images`);
    return milliseconds;
  } finally {
    await journey.close();
  }
}

/** @returns what curl has to fetch: manifests of all tags, each followed by its config where that is a new one */
async function pushTags(registry: DockerRegistry, { tags, configOf }: Variant): Promise<string[]> {
  const paths: string[][] = [];
  let next = 0;
  const pusher = async () => {
    for (let tag = next++; tag < tags; tag = next++) {
      const config = await pushTag(registry, tag, configOf(tag));
      paths[tag] = [`manifests/t${tag}`, ...(configOf(tag) === tag ? [`blobs/${config}`] : [])];
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, pusher));
  return paths.flat();
}

async function pushTag(registry: DockerRegistry, tag: number, configNumber: number): Promise<string> {
  const created = new Date(Date.UTC(2026, 0, 1) + configNumber * 1000).toISOString();
  const config = Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', created }));
  const digest = `sha256:${createHash('sha256').update(config).digest('hex')}`;
  await registry.putBlob('bench/app', config);
  const descriptor = { mediaType: CONFIG, digest, size: config.length };
  const annotations = { tag: `${tag}` };
  const manifest = { schemaVersion: 2, mediaType: MANIFEST, config: descriptor, layers: [], annotations };
  await registry.putManifest('bench/app', `t${tag}`, Buffer.from(JSON.stringify(manifest)), MANIFEST);
  return digest;
}

async function fetchWithCurl(address: string, paths: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-curl-'));
  try {
    const list = join(folder, 'urls');
    const base = `http://${address}/v2/bench/app`;
    writeFileSync(list, paths.map((path) => `url = "${base}/${path}"\noutput = "/dev/null"\n`).join(''));
    const options = ['-sS', '-f', '--no-progress-meter', '-Z', '--parallel-max', `${IN_FLIGHT}`];
    await run('curl', [...options, '-H', `Accept: ${MANIFEST}`, '-K', list]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
