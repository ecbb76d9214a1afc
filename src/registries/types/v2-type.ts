import { openHttp } from '../../http/index.ts';
import { AppError, type Registry } from '../../model/index.ts';
import { type Credentials, openRegistryClient, type RegistryClient } from '../../oci/index.ts';
import { takeSteps } from '../connection-test.ts';
import type { OpenConnector, RepositoryListing, TagListing } from '../connector.ts';
import type { RegistryTypeModule } from './registry-type.ts';

/** How a type that speaks the v2 API lists its repositories. */
export interface RepositoryNames {
  /** Where in a path the namespace ends. */
  toListing(repository: string): RepositoryListing;
  /** The names in pages. Default: `_catalog`, which is not part of the OCI specification and which many refuse. */
  list?(client: RegistryClient, registry: Registry, signal?: AbortSignal): AsyncIterable<readonly string[]>;
}

/**
 * A type whose registries speak the OCI distribution-spec or the Docker v2 API. A record with an explicit list of repositories
 * has exactly these.
 */
export function v2Type(names: RepositoryNames): RegistryTypeModule {
  const open: OpenConnector = (registry, secret, deps) => {
    const { egress, ca, limits } = deps;
    const http = openHttp({ egress, ca, connections: limits.registryConcurrency });
    const credentials = credentialsOf(registry, secret);
    const client = openRegistryClient({ baseUrl: baseUrlOf(registry), credentials, http, limits });
    return {
      test: (signal) => takeSteps([{ name: 'api', what: 'GET /v2/', take: () => client.ping(signal) }], signal),
      repositories: (signal) => listRepositories(names, client, registry, signal),
      tags: (repository, signal) => listTags(client, repository, signal),
      manifest: client.manifest,
      blob: client.blob,
      smallBlob: client.smallBlob,
      get requests() {
        return client.requests;
      },
      close: () => http.close(),
    };
  };
  return { open };
}

async function* listRepositories(
  { toListing, list }: RepositoryNames,
  client: RegistryClient,
  registry: Registry,
  signal?: AbortSignal,
): AsyncGenerator<RepositoryListing[]> {
  const { repositories } = registry;
  if (repositories !== null && repositories.length > 0) {
    yield [...new Set(repositories)].map(toListing);
    return;
  }
  const pages = list?.(client, registry, signal) ?? client.catalog(signal);
  for await (const page of pages) yield page.map(toListing);
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

function baseUrlOf({ registryAddr, protocol }: Registry): URL {
  const host = HUB_NAMES.includes(registryAddr.toLowerCase()) ? HUB : registryAddr;
  const address = `${protocol}://${host}`;
  if (URL.canParse(address)) return new URL(address);
  throw new AppError('registry_unreachable', `${registryAddr} is not an address`, { subject: registryAddr });
}

function credentialsOf({ registryUsername }: Registry, secret: string | null): Credentials | null {
  return registryUsername === '' ? null : { username: registryUsername, password: secret ?? '' };
}
