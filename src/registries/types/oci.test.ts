import { expect, test, vi } from 'vitest';
import { type FakeRegistryOptions, openFakeRegistry } from '../../../fixtures/registry/index.ts';
import { connectorSuite, type SuiteSubject } from '../../../testing/registries/connector-suite.ts';
import { registryRecord } from '../../../testing/registries/index.ts';
import { defaultLimits } from '../../config/index.ts';
import { createEgressPolicy } from '../../http/index.ts';
import { REGISTRY_TYPE_NAMES, type RegistryType } from '../../model/index.ts';
import { openConnector } from './index.ts';
import { toListing } from './oci.ts';

// Machines that run tests do other things too.
vi.setConfig({ testTimeout: 30_000 });

const user = { username: 'ann', password: 'open sesame: ü' };

connectorSuite('oci connector on an open registry', () => fake({}));
connectorSuite('oci connector with Basic', () => fake({ auth: { kind: 'basic', ...user } }));
connectorSuite('oci connector with Bearer', () => fake({ auth: { kind: 'bearer', ...user } }));
/** Those without an API of their own here are held to what every registry must do. */
for (const type of REGISTRY_TYPE_NAMES.filter((name) => name !== 'oci')) {
  connectorSuite(`${type} on an open registry`, () => fake({}, type));
}

connectorSuite('oci connector with both offered and small pages', () =>
  fake({
    auth: { kind: 'bearer', alsoBasic: true, tokenField: 'access_token', noExpiry: true, ...user },
    faults: { pageSize: 3 },
  }),
);

test.each([
  ['app', '', 'app'],
  ['team/app', 'team', 'app'],
  ['team/deep/app', 'team', 'deep/app'],
])('%s is namespace "%s" and image "%s"', (repository, namespace, imageName) => {
  expect(toListing(repository)).toEqual({ repository, namespace, imageName });
});

test.each([401, 403, 404, 405])(
  'a catalog answered with %d is reported with what to do about it',
  async (catalogStatus) => {
    const registry = await openFakeRegistry({ faults: { catalogStatus } });
    const connector = openConnector(registryRecord(registry.address), null, deps());
    const listing = connector.repositories()[Symbol.asyncIterator]().next();
    await expect(listing).rejects.toMatchObject({
      code: 'registry_catalog_unsupported',
      message: expect.stringContaining('"repositories"'),
    });
    await connector.close();
    await registry.close();
  },
);

test('the default policy refuses a registry on this machine', async () => {
  const registry = await openFakeRegistry();
  const connector = openConnector(registryRecord(registry.address), null, {
    ...deps(),
    egress: createEgressPolicy([]),
  });
  const steps = [];
  for await (const step of connector.test()) steps.push(step);
  expect(steps).toMatchObject([{ name: 'api', what: 'GET /v2/', failure: { code: 'egress_denied' } }]);
  expect(registry.requests).toEqual([]);
  await connector.close();
  await registry.close();
});

function deps() {
  return { egress: createEgressPolicy(['127.0.0.0/8']), limits: defaultLimits };
}

async function fake(options: FakeRegistryOptions, registryType: RegistryType = 'oci'): Promise<SuiteSubject> {
  const registry = await openFakeRegistry(options);
  const { username, password } = options.auth && 'username' in options.auth ? options.auth : {};
  return {
    content: registry,
    registry: registryRecord(registry.address, { registryType, registryUsername: username ?? '' }),
    secret: password ?? null,
    close: () => registry.close(),
  };
}
