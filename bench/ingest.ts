import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { inTransaction, type Pool } from '../src/database/index.ts';
import { type SyncedImage, saveManifests, writeImages } from '../src/inventory/index.ts';
import { type Ratio, summary, timed } from './measure.ts';
import { seedProject } from './seed.ts';

const ROWS = 10_000;
const ROUNDS = 5;
const NOW = Date.UTC(2026, 0, 1);

/** New images a second through the write protocol, against COPY of the same values into a bare table. */
export async function benchIngest(pool: Pool): Promise<Ratio[]> {
  await pool.query('CREATE TABLE bare (ns text, name text, tag text, digest text, size bigint, at timestamptz)');
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const project = await seedProject(pool, `ingest-${round}`, 0);
    const images = Array.from({ length: ROWS }, (_, n) => imageOf(n));
    await inTransaction(pool, (tx) =>
      saveManifests(
        tx,
        project.projectPk,
        images.map((image) => manifestOf(image.digest)),
      ),
    );
    ours.push(await timed(() => inTransaction(pool, (tx) => writeImages(tx, { ...project, epsPk: 0 }, images, NOW))));
    floor.push(await timed(() => bareCopy(pool, images)));
  }
  const rate = (times: readonly number[]) => ROWS / (summary(times).median / 1000);
  const [us, copy] = [rate(ours), rate(floor)];
  return [
    {
      name: `ingest ${ROWS} new images`,
      ours: `${Math.round(us)} rows/s`,
      floor: `COPY ${Math.round(copy)} rows/s`,
      ratio: us / copy,
    },
  ];
}

async function bareCopy(pool: Pool, images: readonly SyncedImage[]): Promise<void> {
  const client = await pool.connect();
  try {
    const lines = images.map(
      (each) => `${each.namespace}\t${each.imageName}\t${each.tag}\t${each.digest}\t1\t2026-01-01\n`,
    );
    await pipeline(Readable.from([lines.join('')]), client.query(copyFrom('COPY bare FROM STDIN')));
  } finally {
    client.release();
  }
}

function imageOf(n: number): SyncedImage {
  const digest = `sha256:${n.toString(16).padStart(64, '0')}`;
  const fixed = {
    updateTime: NOW - n,
    updateSource: 'config',
    listed: true,
    scannable: true,
    domainName: null,
    sharedStatus: null,
  } as const;
  return { namespace: `ns${n % 10}`, imageName: `app${Math.floor(n / 10)}`, tag: `v${n}`, digest, ...fixed };
}

function manifestOf(digest: string) {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const none = { configDigest: null, platform: null, createdAt: null, layers: [], children: [] };
  return { digest, kind: 'image', mediaType, size: 1, registryPk: 1, repository: 'app', ...none } as const;
}
