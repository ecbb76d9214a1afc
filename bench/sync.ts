import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openJourney } from '../testing/journey/open-journey.ts';
import { type DockerRegistry, startDockerRegistry } from '../testing/registries/index.ts';
import { type Ratio, summary, timed } from './measure.ts';

const TAGS = 10_000;
const ROUNDS = 3;
const IN_FLIGHT = 8;
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const run = promisify(execFile);

/**
 * A first sync of 10,000 tags of one repository, from the order to the last row, against curl fetching the same documents
 * (the manifest of each tag and its config) from the same real registry with as many requests in flight.
 */
export async function benchSync(): Promise<Ratio[]> {
  const registry = await startDockerRegistry({ storage: 'inmemory' });
  try {
    const configs = await pushTags(registry);
    const [ours, floor]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      floor.push(await timed(() => fetchWithCurl(registry, configs)));
      ours.push(await syncOnce(registry));
    }
    const [us, curl] = [ours, floor].map((times) => TAGS / (summary(times).median / 1000)) as [number, number];
    const name = `sync ${TAGS} tags, ${IN_FLIGHT} in flight`;
    const rates = { ours: `${Math.round(us)} tags/s`, floor: `curl -Z ${Math.round(curl)} tags/s` };
    return [{ name, ...rates, ratio: us / curl, promise: { atLeast: 0.9 } }];
  } finally {
    await registry.stop();
  }
}

async function syncOnce({ address }: DockerRegistry): Promise<number> {
  const journey = await openJourney();
  const count = async (sql: string) => (await journey.database.pool.query<{ n: number }>(sql)).rows[0]?.n;
  try {
    await journey.connect(new URL(`http://${address}`));
    const milliseconds = await timed(() => journey.sync());
    console.log(`  ${await count('SELECT requests AS n FROM task_registry')} requests for ${TAGS} tags`);
    const images = await count('SELECT count(*) AS n FROM image');
    if (images !== TAGS) throw new Error(`the sync brought ${images} of ${TAGS} images`);
    return milliseconds;
  } finally {
    await journey.close();
  }
}

/** Each tag has a manifest and a config of its own, as images that were built apart have. @returns digests of the configs */
async function pushTags(registry: DockerRegistry): Promise<string[]> {
  const configs: string[] = [];
  let next = 0;
  const pusher = async () => {
    for (let tag = next++; tag < TAGS; tag = next++) configs[tag] = await pushTag(registry, tag);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, pusher));
  return configs;
}

async function pushTag(registry: DockerRegistry, tag: number): Promise<string> {
  const created = new Date(Date.UTC(2026, 0, 1) + tag * 1000).toISOString();
  const config = Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', created }));
  const digest = `sha256:${createHash('sha256').update(config).digest('hex')}`;
  await registry.putBlob('bench/app', config);
  const descriptor = { mediaType: CONFIG, digest, size: config.length };
  const manifest = { schemaVersion: 2, mediaType: MANIFEST, config: descriptor, layers: [] };
  await registry.putManifest('bench/app', `t${tag}`, Buffer.from(JSON.stringify(manifest)), MANIFEST);
  return digest;
}

async function fetchWithCurl({ address }: DockerRegistry, configs: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-curl-'));
  try {
    const base = `http://${address}/v2/bench/app`;
    const urls = configs.flatMap((digest, tag) => [`${base}/manifests/t${tag}`, `${base}/blobs/${digest}`]);
    const list = join(folder, 'urls');
    writeFileSync(list, urls.map((url) => `url = "${url}"\noutput = "/dev/null"\n`).join(''));
    const options = ['-sS', '-f', '--no-progress-meter', '-Z', '--parallel-max', `${IN_FLIGHT}`];
    await run('curl', [...options, '-H', `Accept: ${MANIFEST}`, '-K', list]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
