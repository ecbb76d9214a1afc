import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { defaultLimits } from '../src/config/index.ts';
import { readLayer } from '../src/layers/read/read-layer.ts';
import { openStages } from '../src/scan/index.ts';
import { type Ratio, summary } from './measure.ts';

const LAYER_BYTES = 150 * 1024 * 1024;
const MAX_FILE_BYTES = 16 * 1024 * 1024;
const ROUNDS = 5;
/** Documents, scripts, programs and libraries of this machine: invented bytes pack better or worse than those of images. */
const ROOTS = ['/var/lib/dpkg', '/usr/lib/python3', '/usr/lib/node_modules', '/usr/bin', '/usr/lib'];

const run = promisify(execFile);

/**
 * CPU seconds (user and system, all threads) to read one layer of about 150 MB with every analyzer, against
 * `gzip -dc layer | sha256sum`, which any reader has to do at least. In turns, after one round to warm up.
 */
export async function benchReadLayer(): Promise<Ratio[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hullwatch-bench-'));
  try {
    const layer = join(folder, 'layer.tar.gz');
    const bytes = await packMachine(folder, layer);
    const digest = await digestOf(layer);
    const [ours, floor]: [number[], number[]] = [[], []];
    for (let round = 0; round <= ROUNDS; round += 1) {
      floor.push(await floorSeconds(layer));
      ours.push(await readerSeconds(layer, digest));
    }
    const [us, gzip] = [ours, floor].map((seconds) => summary(seconds.slice(1)).median) as [number, number];
    return [
      {
        name: `read a layer of ${Math.round(bytes / 1e6)} MB`,
        ours: `${us.toFixed(2)} CPU s`,
        floor: `gzip -dc | sha256sum ${gzip.toFixed(2)} CPU s`,
        ratio: us / gzip,
        promise: { atMost: 1.15 },
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @returns bytes of the files in it */
async function packMachine(folder: string, layer: string): Promise<number> {
  const list = join(folder, 'files');
  const files: string[] = [];
  let bytes = 0;
  for await (const file of machineFiles()) {
    files.push(file.path);
    bytes += file.size;
    if (bytes >= LAYER_BYTES) break;
  }
  await writeFile(list, `${files.join('\n')}\n`);
  await run('sh', ['-c', `tar -cf - --absolute-names --files-from "${list}" | gzip -6 > "${layer}"`]);
  return bytes;
}

async function* machineFiles(): AsyncGenerator<{ path: string; size: number }> {
  for (const root of ROOTS) {
    const names = await readdir(root, { recursive: true }).catch(() => []);
    for (const name of names.sort()) {
      const path = join(root, name);
      const found = await stat(path).catch(() => null);
      if (found?.isFile() && found.size <= MAX_FILE_BYTES) yield { path, size: found.size };
    }
  }
}

async function digestOf(layer: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(layer)) hash.update(chunk as Buffer);
  return `sha256:${hash.digest('hex')}`;
}

async function floorSeconds(layer: string): Promise<number> {
  const { stderr } = await run('bash', ['-c', `TIMEFORMAT='%U %S'; time gzip -dc "${layer}" | sha256sum`]);
  const [user, system] = stderr.trim().split(' ').map(Number);
  return (user ?? Number.NaN) + (system ?? Number.NaN);
}

async function readerSeconds(layer: string, digest: string): Promise<number> {
  const before = process.cpuUsage();
  const { size } = await stat(layer);
  const { analyzers } = await openStages();
  await readLayer(
    createReadStream(layer),
    { digest, diffId: null, mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', size },
    { analyzers, limits: defaultLimits, signal: new AbortController().signal },
  );
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
