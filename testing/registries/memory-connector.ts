import { createHash } from 'node:crypto';
import { AppError, type Descriptor, type ManifestKind, type Platform } from '../../src/model/index.ts';
import type { Manifest } from '../../src/oci/index.ts';
import { takeSteps } from '../../src/registries/connection-test.ts';
import type { RegistryConnector, RepositoryListing, TagListing } from '../../src/registries/index.ts';

/** What a request is for; `reference` is a tag, a digest, or empty for a list. */
export interface MemoryRequest {
  readonly kind: 'test' | 'catalog' | 'tags' | 'manifest' | 'config';
  readonly repository: string;
  readonly reference: string;
}

export interface MemoryRegistry {
  /** Puts a manifest under a tag; the same name gives the same digest. @returns its digest */
  put(repository: string, tag: string, image: MemoryImage, details?: TagDetails): string;
  remove(repository: string, tag: string): void;
  removeRepository(repository: string): void;
  /** A repository without tags. */
  addRepository(repository: string): void;
  /** Forgets a manifest that tags or indexes may still name. */
  forget(digest: string): void;
  /** Called before each request is answered; what it throws is the answer. */
  before: (request: MemoryRequest) => void | Promise<void>;
  /** Every request since the start. */
  readonly log: MemoryRequest[];
  /** The most requests that were in flight at once. */
  readonly busiest: number;
  /** Opened and not closed connectors. */
  readonly open: number;
  connect(): RegistryConnector;
}

/** What the list tells of the tag beside its name. */
export type TagDetails = Omit<TagListing, 'tag'>;

export interface MemoryImage {
  readonly name: string;
  readonly kind?: ManifestKind;
  /** The config's `created`; absent: none. */
  readonly created?: string;
  readonly platform?: Platform;
  readonly size?: number;
  /** For an index. A child that is `missing` is named and not there. */
  readonly children?: readonly (MemoryImage & { readonly missing?: boolean })[];
  /** The steps of the config's history. */
  readonly history?: readonly { created_by?: string; empty_layer?: boolean }[];
}

const PAGE = 3;
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** A registry in memory for tests of what sits above the port. Pages hold three names, so that paging is always part of a test. */
export function openMemoryRegistry(): MemoryRegistry {
  const repositories = new Map<string, Map<string, { digest: string; details: TagDetails }>>();
  const manifests = new Map<string, Manifest>();
  const configs = new Map<string, Buffer>();
  const state = { open: 0, inFlight: 0, busiest: 0 };
  const log: MemoryRequest[] = [];
  const registry: MemoryRegistry = {
    put(repository, tag, image, details = {}) {
      const digest = store(image, manifests, configs);
      const tags = repositories.get(repository) ?? new Map();
      repositories.set(repository, tags.set(tag, { digest, details }));
      return digest;
    },
    remove: (repository, tag) => void repositories.get(repository)?.delete(tag),
    removeRepository: (repository) => void repositories.delete(repository),
    addRepository: (repository) => void repositories.set(repository, repositories.get(repository) ?? new Map()),
    forget: (digest) => void manifests.delete(digest),
    before: () => {},
    log,
    get busiest() {
      return state.busiest;
    },
    get open() {
      return state.open;
    },
    connect,
  };
  return registry;

  function connect(): RegistryConnector {
    const mine = { requests: 0 };
    state.open++;
    const answer = async <T>(request: MemoryRequest, signal: AbortSignal | undefined, work: () => T): Promise<T> => {
      mine.requests++;
      log.push(request);
      state.busiest = Math.max(state.busiest, ++state.inFlight);
      try {
        await new Promise((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
        await registry.before(request);
        signal?.throwIfAborted();
        return work();
      } finally {
        state.inFlight--;
      }
    };
    return {
      test: (signal) => {
        const take = () => answer({ kind: 'test', repository: '', reference: '' }, signal, () => {});
        return takeSteps([{ name: 'api', what: 'GET /v2/', take }], signal);
      },
      async *repositories(signal) {
        const names = [...repositories.keys()].map(toListing);
        for (const page of pagesOf(names)) {
          yield await answer({ kind: 'catalog', repository: '', reference: '' }, signal, () => page);
        }
      },
      async *tags({ repository }, signal) {
        const tags = [...(repositories.get(repository) ?? [])].map(([tag, { details }]) => ({ tag, ...details }));
        for (const page of pagesOf(tags)) {
          yield await answer({ kind: 'tags', repository, reference: '' }, signal, () => page);
        }
      },
      manifest: (repository, reference, options = {}) =>
        answer({ kind: 'manifest', repository, reference }, options.signal, () => {
          const digest = repositories.get(repository)?.get(reference)?.digest ?? reference;
          const manifest = manifests.get(digest);
          if (!manifest) return { status: 'absent' } as const;
          return digest === options.knownDigest ? ({ status: 'unchanged' } as const) : { status: 'found', manifest };
        }),
      smallBlob: (repository, { digest }, _maxBytes, signal) =>
        answer({ kind: 'config', repository, reference: digest }, signal, () => {
          const bytes = configs.get(digest);
          if (!bytes) throw new AppError('registry_not_found', `no blob ${digest}`);
          return bytes;
        }),
      blob: () => {
        throw new Error('a sync never reads layers');
      },
      get requests() {
        return mine.requests;
      },
      async close() {
        state.open--;
      },
    };
  }
}

function store(image: MemoryImage, manifests: Map<string, Manifest>, configs: Map<string, Buffer>): string {
  const { kind = image.children ? 'index' : 'image', size = 100, children = [] } = image;
  const digests = children.map((child) => (child.missing ? sha256(child.name) : store(child, manifests, configs)));
  const digest = sha256(image.name);
  const config = kind === 'index' || kind === 'schema1' ? null : storeConfig(image, configs);
  const layers =
    kind === 'index' ? [] : [{ mediaType: LAYER, digest: sha256(`layer of ${image.name}`), size: size - 10 }];
  const platforms = children.map((child, index) => ({
    digest: digests[index] as string,
    size: 500,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    platform: child.platform ?? null,
  }));
  const mediaType = `application/vnd.oci.image.${kind === 'index' ? 'index' : 'manifest'}.v1+json`;
  manifests.set(digest, {
    digest,
    mediaType,
    kind,
    config,
    layers,
    children: platforms,
    size: kind === 'index' ? 0 : size,
  });
  return digest;
}

function storeConfig(image: MemoryImage, configs: Map<string, Buffer>): Descriptor {
  const { os = 'linux', architecture = 'amd64' } = image.platform ?? {};
  const rootfs = { type: 'layers', diff_ids: [sha256(`diff of ${image.name}`)] };
  const bytes = Buffer.from(
    JSON.stringify({ name: image.name, created: image.created, os, architecture, rootfs, history: image.history }),
  );
  const digest = sha256(bytes);
  configs.set(digest, bytes);
  return { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: bytes.length };
}

function sha256(content: string | Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

function toListing(repository: string): RepositoryListing {
  const slash = repository.indexOf('/');
  return { repository, namespace: repository.slice(0, Math.max(0, slash)), imageName: repository.slice(slash + 1) };
}

/** At least one page, as of a registry: an empty list is an answer too. */
function pagesOf<T>(items: readonly T[]): T[][] {
  const pages = Array.from({ length: Math.ceil(items.length / PAGE) }, (_, page) =>
    items.slice(page * PAGE, (page + 1) * PAGE),
  );
  return pages.length > 0 ? pages : [[]];
}
