import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepCredentials } from './credentials.ts';
import { explainImage } from './explain-image.ts';
import { type HssClient, openHssClient } from './hss-client.ts';
import { type HullwatchProcess, launchHullwatch } from './hullwatch-process.ts';
import { imageReference, imageTable, type ListedImage } from './image-table.ts';
import { connectRegistry, findImage, listImages, listPath, scanEverything, syncRegistry } from './journey.ts';
import { loadAdvisories } from './load-advisories.ts';
import { startSampleRegistry } from './sample-registry.ts';
import { readSettings, type Settings, USAGE } from './settings.ts';

const SAMPLE_ADVISORIES = fileURLToPath(new URL('advisories', import.meta.url));

const FINDINGS_SHOWN = 10;

/** What has to be stopped, last started first. */
const running: { stop(): Promise<void> }[] = [];
const interrupted = new Promise<'interrupted'>((done) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => done('interrupted'));
  // Nobody reads any more: the terminal is gone, or `head` has seen enough.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => done('interrupted'));
});

process.exit(await main());

/** The whole first session: start, connect, sync, scan, show. */
async function main(): Promise<number> {
  try {
    const settings = await readSettings(process.argv.slice(2), process.stdin);
    if (settings === 'help') {
      console.log(USAGE);
      return 0;
    }
    const done = run(settings).then(() => 0);
    // What is still being waited for when the user leaves fails as its service goes away; nobody is left to hear it.
    done.catch(() => {});
    return (await Promise.race([done, interrupted])) === 'interrupted' ? 130 : 0;
  } catch (error) {
    console.error(`\nquickstart: ${error instanceof Error ? error.message : error}`);
    return 1;
  } finally {
    for (const each of running.reverse()) await each.stop();
  }
}

async function run(settings: Settings): Promise<void> {
  const folder = resolve(settings.folder);
  const credentials = keepCredentials(folder);
  const registry = settings.registry ?? (await samples());
  console.log('Starting Hullwatch with its embedded PostgreSQL …');
  const began = Date.now();
  const sources = settings.advisories.length > 0 ? settings.advisories : [SAMPLE_ADVISORIES];
  const hullwatch = launchHullwatch(folder, settings.listen, {
    HULLWATCH_BOOTSTRAP_PROJECT_ID: credentials.projectId,
    HULLWATCH_BOOTSTRAP_ACCESS_KEY: credentials.accessKey,
    HULLWATCH_BOOTSTRAP_SECRET_KEY: credentials.secretKey,
    HULLWATCH_EGRESS_ALLOW: '127.0.0.0/8,::1/128',
    HULLWATCH_ADVISORY_SOURCES: sources.join(','),
  });
  running.push(hullwatch);
  await hullwatch.ready();
  const client = openHssClient(hullwatch.address, credentials);
  await loadAdvisories(client, sources, began);
  const name = settings.registry?.host ?? 'samples';
  await syncAndScan(client, name, registry, settings);
  await show(client, hullwatch, listPath(name), settings);
  if (!settings.exit) await serveOn(hullwatch);
}

async function samples(): Promise<URL> {
  console.log('Making sample images and serving them from a small registry …');
  const registry = await startSampleRegistry();
  running.push(registry);
  return registry.url;
}

async function syncAndScan(client: HssClient, name: string, registry: URL, settings: Settings): Promise<void> {
  console.log(`Connecting ${registry.origin} …`);
  const registryId = await connectRegistry(client, name, registry, settings);
  await syncRegistry(client, registryId);
  await scanEverything(client);
}

async function show(client: HssClient, { address }: HullwatchProcess, list: string, settings: Settings): Promise<void> {
  const page = await listImages(client, list);
  console.log(`\n${imageTable(page.data_list)}\n`);
  if (page.total_num > page.data_list.length)
    console.log(`… ${page.data_list.length} of ${page.total_num} images shown\n`);
  await explain(client, list, page.data_list, settings.explain);
  console.log(`The same list, signed for the next 15 minutes:\n\n${client.curl(list)}\n`);
  console.log(`Every call, for people:   ${address}/docs\nEvery call, for machines: ${address}/openapi.json`);
}

/** The image that was asked for, else the one with the most vulnerabilities. */
async function explain(client: HssClient, list: string, images: readonly ListedImage[], wanted: string): Promise<void> {
  const worst = [...images].sort((a, b) => b.vul_num - a.vul_num)[0];
  const image = wanted ? await findImage(client, list, wanted) : worst;
  if (!image) return;
  console.log(`Why ${imageReference(image)} is ${image.severity_level ?? 'unknown'}:\n`);
  console.log(`${await explainImage(client, image, wanted ? Number.POSITIVE_INFINITY : FINDINGS_SHOWN)}\n`);
}

async function serveOn(hullwatch: HullwatchProcess): Promise<void> {
  console.log('\nHullwatch keeps running; Ctrl-C stops it and leaves the data for the next run.');
  await hullwatch.ended;
  throw new Error('Hullwatch ended by itself; see hullwatch.log in the quickstart folder');
}
