import { openHttp } from '../../http/index.ts';
import { AppError, type Registry } from '../../model/index.ts';
import { type Credentials, openRegistryClient, type RegistryClient } from '../../oci/index.ts';
import type { ConnectorDeps, RegistryConnector, RepositoryListing, TagListing } from '../connector.ts';

/**
 * Any registry of the OCI distribution-spec or Docker v2 API. Repositories come from the record's explicit list when it has one,
 * from `_catalog` otherwise (not part of the OCI specification: many refuse it, with registry_catalog_unsupported).
 */
export function openOciConnector(registry: Registry, secret: string | null, deps: ConnectorDeps): RegistryConnector {
  const http = openHttp({ egress: deps.egress, ca: deps.ca, connections: deps.limits.registryConcurrency });
  const baseUrl = baseUrlOf(registry);
  const client = openRegistryClient({
    baseUrl,
    credentials: credentialsOf(registry, secret),
    http,
    limits: deps.limits,
  });
  return {
    check: (signal) => client.ping(signal),
    repositories: (signal) => listRepositories(client, registry, signal),
    tags: (repository, signal) => listTags(client, repository, signal),
    manifest: client.manifest,
    blob: client.blob,
    smallBlob: client.smallBlob,
    get requests() {
      return client.requests;
    },
    close: () => http.close(),
  };
}

/** `namespace` is the first part of the path, empty when there is one part only; the rest is the image name. */
export function toListing(repository: string): RepositoryListing {
  const slash = repository.indexOf('/');
  return { repository, namespace: repository.slice(0, Math.max(0, slash)), imageName: repository.slice(slash + 1) };
}

async function* listRepositories(
  client: RegistryClient,
  registry: Registry,
  signal?: AbortSignal,
): AsyncGenerator<RepositoryListing[]> {
  if (registry.repositories !== null && registry.repositories.length > 0) {
    yield [...new Set(registry.repositories)].map(toListing);
    return;
  }
  for await (const page of client.catalog(signal)) yield page.map(toListing);
}

async function* listTags(
  client: RegistryClient,
  { repository }: RepositoryListing,
  signal?: AbortSignal,
): AsyncGenerator<TagListing[]> {
  for await (const page of client.tags(repository, signal)) yield page.map((tag) => ({ tag }));
}

/** Docker Hub is known under names that do not serve its API. */
const HUB_NAMES = ['docker.io', 'index.docker.io', 'www.docker.io'];
const HUB = 'registry-1.docker.io';

function baseUrlOf(registry: Registry): URL {
  const host = HUB_NAMES.includes(registry.registryAddr.toLowerCase()) ? HUB : registry.registryAddr;
  const address = `${registry.protocol}://${host}`;
  if (URL.canParse(address)) return new URL(address);
  throw new AppError('registry_unreachable', `${registry.registryAddr} is no address`, {
    subject: registry.registryAddr,
  });
}

function credentialsOf({ registryUsername }: Registry, secret: string | null): Credentials | null {
  return registryUsername === '' ? null : { username: registryUsername, password: secret ?? '' };
}
