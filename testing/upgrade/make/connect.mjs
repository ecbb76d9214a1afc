import { runJobs } from './workers.mjs';

/** What stands in the stored state instead of the address of a registry that was there for minutes. */
const NAMED = { harbour: 'harbour', annex: 'annex', leaving: 'leaving', untried: 'leaving', second: 'annex' };

/** Connects the registries of both projects and checks all but the one named `untried`. @returns their records by name */
export async function connectRegistries(c) {
  const { first, second } = c.people.tenants;
  const { harbour, annex, leaving } = c.registries;
  const records = {
    harbour: await connect(c, first, 'harbour', harbour, { username: 'scanner', password: 'harbour password' }),
    annex: await connect(c, first, 'annex', annex, { username: 'robot', password: 'annex password' }, c.people.shopPk),
    leaving: await connect(c, first, 'leaving', leaving),
    down: await connect(
      c,
      first,
      'down',
      { fake: { address: '127.0.0.1:1' } },
      { username: 'me', password: 'nobody asks' },
    ),
    second: await connect(c, second, 'second', annex, { username: 'robot', password: 'annex password' }),
  };
  await order(c, 'check-registry', Object.values(records));
  await runJobs(c.old, c, ['check-registry']);
  return records;
}

export function order({ old, pool }, name, records) {
  return old.runtime.inTransaction(pool, (tx) => old.api.enqueueRegistryJobs(tx, name, records));
}

export function connect({ old, pool, services }, tenant, registryName, { fake }, login = null, epsPk = 0) {
  const registry = {
    epsPk,
    registryName,
    registryType: 'oci',
    apiVersion: 'V2',
    protocol: 'http',
    registryAddr: fake.address,
    registryUsername: login?.username ?? '',
    registryPassword: login?.password ?? null,
    namespace: '',
    connectClusterId: 'none',
    getScanImageChannel: 'Other',
    repositories: null,
  };
  return old.runtime.inTransaction(pool, (tx) => old.registries.addRegistry(tx, tenant, registry, services.vault));
}

/** Gives the registries addresses that mean nothing, instead of ports that were free by chance. */
export async function nameAddresses({ pool }) {
  for (const [registryName, host] of Object.entries(NAMED)) {
    await pool.query('UPDATE registry SET registry_addr = $2 WHERE registry_name = $1', [
      registryName,
      `${host}.example`,
    ]);
  }
}
