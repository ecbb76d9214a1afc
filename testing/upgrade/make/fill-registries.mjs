import { openRecordedRegistry } from './recorded-registry.mjs';

/** Three registries with what they hold when the first sync comes. */
export async function openRegistries({ fakes }, content) {
  const harbour = await openRecordedRegistry(fakes, {
    kind: 'basic',
    username: 'scanner',
    password: 'harbour password',
  });
  const annex = await openRecordedRegistry(fakes, { kind: 'bearer', username: 'robot', password: 'annex password' });
  const leaving = await openRecordedRegistry(fakes);
  const all = { harbour, annex, leaving };
  await fillHarbour(harbour, content);
  await annex.putImage('shop/base', '12', content.base);
  for (const tag of ['1.0', '1.1']) await annex.putImage('shop/web', tag, tag === '1.0' ? content.web : content.clean);
  await leaving.putImage('old/app', '1', content.web);
  await leaving.putImage('old/app', '2', content.clean);
  return { ...all, close: () => Promise.all(Object.values(all).map(({ fake }) => fake.close())) };
}

async function fillHarbour(harbour, content) {
  await harbour.putImage('shop/base', '12', content.base);
  await harbour.putImage('shop/web', '1.0', content.web);
  for (const tag of ['1.1', 'latest']) await harbour.putImage('shop/web', tag, content.clean);
  for (const [name, image] of Object.entries(content.single)) await harbour.putImage(...name.split(':'), image);
  await putIndex(harbour, content.index);
  await putSchema1(harbour, content.schema1);
  await putChart(harbour, content.chart);
  // Its layer is not there.
  await harbour.putBlob('broken/lost', content.lost.config.bytes);
  await harbour.putManifest('broken/lost', '1', content.lost.manifest);
}

async function putIndex(harbour, { document, members }) {
  for (const { image } of members) await harbour.putImage('tools/multi', image.manifest.digest, image);
  await harbour.putManifest('tools/multi', '1', document);
}

async function putSchema1(harbour, { document, layer }) {
  await harbour.putBlob('legacy/app', layer.bytes);
  await harbour.putManifest('legacy/app', '0.9', document);
}

async function putChart(harbour, { config, layer }) {
  const put = async ({ mediaType, bytes }) => {
    return { mediaType, digest: await harbour.putBlob('charts/web', bytes), size: bytes.length };
  };
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const chart = { schemaVersion: 2, mediaType, config: await put(config), layers: [await put(layer)] };
  await harbour.putManifest('charts/web', '1.0', { mediaType, bytes: Buffer.from(JSON.stringify(chart)) });
}
