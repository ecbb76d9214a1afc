import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImageVulnerability, listImageVulnerabilities } from '../../src/findings/index.ts';
import { findImage } from '../../src/inventory/index.ts';
import { type AdvisorySource, debianAdvisories, madeAdvisories } from '../debian/advisory-source.ts';
import { buildDebianImage, pushWithSkopeo } from '../debian/build-debian-image.ts';
import { buildDebianRootfs } from '../debian/build-rootfs.ts';
import { type DebianPackage, expectedFindings, packagesByDpkg } from '../debian/expected-findings.ts';
import { type Journey, openJourney } from '../journey/open-journey.ts';
import { runQuickstart } from '../quickstart/run-quickstart.ts';
import { type DockerRegistry, startDockerRegistry } from '../registries/index.ts';

const LOGIN = { username: 'scanner', password: 'correct horse' };

let image: { layout: string; folder: string };
let packages: DebianPackage[];
let sources: AdvisorySource[];

beforeAll(async () => {
  const rootfs = await buildDebianRootfs();
  packages = packagesByDpkg(rootfs.tar);
  image = await buildDebianImage(rootfs.tar);
  const made = madeAdvisories(packages);
  const real = debianAdvisories(rootfs.codename);
  sources = real ? [real, made] : [made];
});
afterAll(() => rmSync(image.folder, { recursive: true, force: true }));

describe.each(['htpasswd', 'token'] as const)('a real Debian image in a docker-registry with %s', (kind) => {
  let registry: DockerRegistry;
  let journey: Journey;

  beforeAll(async () => {
    registry = await startDockerRegistry({ auth: { kind, ...LOGIN } });
    await pushWithSkopeo(image.layout, registry.address, 'os/debian:stable', LOGIN);
    journey = await openJourney();
    await journey.connect(new URL(`http://${registry.address}`), LOGIN);
    await journey.sync();
    await journey.scan();
  });
  afterAll(async () => {
    await journey?.close();
    await registry?.stop();
  });

  test('the scan ends well and finds the packages that dpkg finds', async () => {
    expect(await journey.image('os/debian:stable')).toMatchObject({ scanStatus: 'succeeded', scanFailedCode: null });
    const { rows } = await journey.database.pool.query(
      `SELECT name, version, source_name AS "sourceName", source_version AS "sourceVersion" FROM package WHERE purl LIKE 'pkg:deb/%'`,
    );
    expect(packages.length).toBeGreaterThan(100);
    expect(sorted(rows)).toEqual(sorted(packages));
  });

  test('the findings equal those computed with dpkg --compare-versions, from each source of advisories', async () => {
    for (const source of sources) {
      await journey.loadAdvisories(source.folder);
      const loaded = sources.slice(0, sources.indexOf(source) + 1);
      const expected = loaded.flatMap((each) => expectedFindings(each.folder, each.ecosystem, packages));
      const findings = await findingsOf(journey);
      const debian = findings.filter(({ ecosystem }) => ecosystem === source.ecosystem);
      console.log(
        `${kind}: ${packages.length} packages, ${debian.length} findings, by ${loaded.map((each) => each.origin).join(' and ')}`,
      );
      expect(expected.length).toBeGreaterThan(10);
      expect(debian.map((each) => `${each.vulId} ${each.sourceName} ${each.sourceVersion}`).sort()).toEqual(
        expected.sort(),
      );
      expect((await journey.image('os/debian:stable')).vulNum).toBe(findings.length);
    }
  });

  test('each finding is explained: installed and fixed version, advisory, and the layer that brought the package', async () => {
    const [base, second] = layersOf(image.layout);
    for (const finding of await findingsOf(journey)) {
      expect(finding.advisoryIds.length).toBeGreaterThan(0);
      expect(finding.fixedVersions.length).toBeGreaterThan(0);
      expect(finding.layerDigest).toBe(finding.ecosystem === 'npm' ? second : base);
      expect(finding.path).toBe('var/lib/dpkg/status');
    }
  });
});

test('one command scans the image of a registry and explains every finding', async () => {
  const registry = await startDockerRegistry({ auth: { kind: 'htpasswd', ...LOGIN } });
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-quickstart-'));
  try {
    await pushWithSkopeo(image.layout, registry.address, 'os/debian:stable', LOGIN);
    const [source] = sources as [AdvisorySource];
    const place = ['--registry', `http://${registry.address}`, '--username', LOGIN.username, '--password-stdin'];
    const what = ['--advisories', source.folder, '--explain', 'os/debian:stable', '--folder', folder, '--exit'];
    const run = await runQuickstart([...place, ...what], { input: `${LOGIN.password}\n` });
    expect(await run.exit, run.output()).toBe(0);
    const explained = run.output().match(/^CVE-\S+ +\w+ +\S+ +\S+ +\S+ +\S+ +sha256:\w{12}$/gm) ?? [];
    console.log(explained.slice(0, 5).join('\n'));
    expect(explained.length).toBe(expectedFindings(source.folder, source.ecosystem, packages).length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await registry.stop();
  }
});

async function findingsOf({ database, tenant }: Journey): Promise<ImageVulnerability[]> {
  const [id] = await imageIds(database, tenant);
  const found = await findImage(database.pool, tenant, { enterprise: 'all', imageId: String(id), registryType: 'oci' });
  const page = { offset: 0, limit: 100_000 };
  return (await listImageVulnerabilities(database.pool, tenant, found, {}, page)).rows;
}

async function imageIds({ pool }: Journey['database'], { projectPk }: Journey['tenant']): Promise<number[]> {
  return (await pool.query<{ id: number }>('SELECT id FROM image WHERE project_pk = $1', [projectPk])).rows.map(
    ({ id }) => id,
  );
}

/** Layer digests of the layout's one image, base first. */
function layersOf(layout: string): string[] {
  const blob = (digest: string) => JSON.parse(readFileSync(join(layout, 'blobs', digest.replace(':', '/')), 'utf8'));
  const index = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as { manifests: { digest: string }[] };
  const manifest = blob(index.manifests[0]?.digest ?? '') as { layers: { digest: string }[] };
  return manifest.layers.map(({ digest }) => digest);
}

function sorted(rows: readonly DebianPackage[]): string[] {
  return rows.map((each) => `${each.name} ${each.version} ${each.sourceName} ${each.sourceVersion}`).sort();
}
