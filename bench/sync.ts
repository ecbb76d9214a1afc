import { execFile } from 'node:child_process';
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
const run = promisify(execFile);

/**
 * A first sync of 10,000 tags of one repository, from the order to the last row, against curl fetching the same
 * manifests with as many requests in flight. Rates in tags a second; the registry is the same real one.
 */
export async function benchSync(): Promise<Ratio[]> {
  const registry = await startDockerRegistry({ storage: 'inmemory' });
  try {
    await pushTags(registry);
    const [ours, floor]: [number[], number[]] = [[], []];
    for (let round = 0; round <= ROUNDS; round += 1) {
      floor.push(await timed(() => fetchWithCurl(registry)));
      ours.push(await syncOnce(registry));
    }
    const [us, curl] = [ours, floor].map((times) => TAGS / (summary(times.slice(1)).median / 1000)) as [number, number];
    const name = `sync ${TAGS} tags of one config, ${IN_FLIGHT} in flight`;
    const promise = { atLeast: 0.9 };
    return [
      {
        name,
        ours: `${Math.round(us)} tags/s`,
        floor: `curl -Z ${Math.round(curl)} manifests/s`,
        ratio: us / curl,
        promise,
      },
    ];
  } finally {
    await registry.stop();
  }
}

async function syncOnce({ address }: DockerRegistry): Promise<number> {
  const journey = await openJourney();
  try {
    await journey.connect(new URL(`http://${address}`));
    const milliseconds = await timed(() => journey.sync());
    const { rows } = await journey.database.pool.query<{ count: number }>('SELECT count(*) FROM image');
    const { rows: registries } = await journey.database.pool.query<{ requests: number }>(
      'SELECT requests FROM task_registry',
    );
    console.log(`  ${registries[0]?.requests} requests for ${TAGS} tags`);
    if (rows[0]?.count !== TAGS) throw new Error(`the sync brought ${rows[0]?.count} of ${TAGS} images`);
    return milliseconds;
  } finally {
    await journey.close();
  }
}

/** One shared config: what is measured is the manifests, of which each tag has its own. */
async function pushTags(registry: DockerRegistry): Promise<void> {
  const config = Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', created: '2026-01-01T00:00:00Z' }));
  const descriptor = {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    digest: await registry.putBlob('bench/app', config),
    size: config.length,
  };
  let next = 0;
  const pusher = async () => {
    for (let tag = next++; tag < TAGS; tag = next++) {
      const manifest = {
        schemaVersion: 2,
        mediaType: MANIFEST,
        config: descriptor,
        layers: [],
        annotations: { tag: `${tag}` },
      };
      await registry.putManifest('bench/app', `t${tag}`, Buffer.from(JSON.stringify(manifest)), MANIFEST);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, pusher));
}

async function fetchWithCurl({ address }: DockerRegistry): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-curl-'));
  try {
    const urls = Array.from(
      { length: TAGS },
      (_, tag) => `url = "http://${address}/v2/bench/app/manifests/t${tag}"\noutput = "/dev/null"\n`,
    );
    const list = join(folder, 'urls');
    writeFileSync(list, urls.join(''));
    await run('curl', ['-sS', '-f', '-Z', '--parallel-max', `${IN_FLIGHT}`, '-H', `Accept: ${MANIFEST}`, '-K', list]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
