import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildLayer } from '../../fixtures/images/index.ts';
import { run } from '../registries/run-tool.ts';

/** Packed by umoci as an OCI layout: the whole system in the first layer, a Node package in the second. */
export async function buildDebianImage(rootfsTar: string): Promise<{ layout: string; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'hullwatch-image-'));
  const layout = join(folder, 'layout');
  const second = join(folder, 'second.tar');
  const manifest = JSON.stringify({ name: 'lodash', version: '4.17.20' });
  const entries = [
    { path: 'srv/app/node_modules/lodash/package.json', body: manifest },
    { path: 'usr/share/doc/.wh.curl' },
  ];
  writeFileSync(second, buildLayer(entries, { compression: 'none' }).bytes);
  await run('umoci', ['init', '--layout', layout]);
  await run('umoci', ['new', '--image', `${layout}:app`]);
  for (const tar of [rootfsTar, second]) await run('umoci', ['raw', 'add-layer', '--image', `${layout}:app`, tar]);
  return { layout, folder };
}

/** Pushes the image of a layout with skopeo, as a user's pipeline would. */
export async function pushWithSkopeo(
  layout: string,
  address: string,
  reference: string,
  login: { readonly username: string; readonly password: string } | null,
): Promise<void> {
  const credentials = login ? ['--dest-creds', `${login.username}:${login.password}`] : [];
  const destination = `docker://${address}/${reference}`;
  await run('skopeo', ['copy', '--quiet', '--dest-tls-verify=false', ...credentials, `oci:${layout}:app`, destination]);
}
