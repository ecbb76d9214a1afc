import { expect, test } from 'vitest';
import { openFakeRegistry } from '../../../fixtures/registry/index.ts';

test('the fake fails the test that makes a request no client of the pull API makes', async () => {
  const registry = await openFakeRegistry();
  for (const path of ['v1/search', 'v2/a/b/referrers/x', 'v2/a/b/manifests/..%2f']) {
    expect((await fetch(new URL(path, registry.url))).status).toBe(501);
  }
  expect((await fetch(new URL('v2/a/blobs/uploads/', registry.url), { method: 'POST' })).status).toBe(501);
  await expect(registry.close()).rejects.toThrow(/unexpected requests: GET \/v1\/search/);
});
