import { createHash } from 'node:crypto';

export interface StoredManifest {
  readonly digest: string;
  readonly bytes: Buffer;
  readonly mediaType: string;
}

interface Repository {
  readonly tags: Map<string, string>;
  readonly manifests: Map<string, StoredManifest>;
  readonly blobs: Map<string, Buffer>;
}

/** What the fake registry holds, in memory. */
export interface FakeStore {
  repositories(): string[];
  /** Sorted; null when the repository is unknown. */
  tags(repository: string): string[] | null;
  /** By tag or digest. */
  manifest(repository: string, reference: string): StoredManifest | undefined;
  blob(repository: string, digest: string): Buffer | undefined;
  putBlob(repository: string, bytes: Buffer): string;
  putManifest(repository: string, reference: string, bytes: Buffer, mediaType: string): string;
  deleteTag(repository: string, tag: string): void;
  deleteRepository(repository: string): void;
}

export function createStore(): FakeStore {
  const held = new Map<string, Repository>();
  const open = (name: string) => {
    const repository = held.get(name) ?? { tags: new Map(), manifests: new Map(), blobs: new Map() };
    held.set(name, repository);
    return repository;
  };
  return {
    repositories: () => [...held.keys()].sort(),
    tags: (name) => {
      const repository = held.get(name);
      return repository ? [...repository.tags.keys()].sort() : null;
    },
    manifest: (name, reference) => {
      const repository = held.get(name);
      return repository?.manifests.get(repository.tags.get(reference) ?? reference);
    },
    blob: (name, digest) => held.get(name)?.blobs.get(digest),
    putBlob: (name, bytes) => {
      const digest = sha256(bytes);
      open(name).blobs.set(digest, bytes);
      return digest;
    },
    putManifest: (name, reference, bytes, mediaType) => {
      const digest = sha256(bytes);
      const repository = open(name);
      repository.manifests.set(digest, { digest, bytes, mediaType });
      if (!reference.includes(':')) repository.tags.set(reference, digest);
      return digest;
    },
    deleteTag: (name, tag) => held.get(name)?.tags.delete(tag),
    deleteRepository: (name) => held.delete(name),
  };
}

export function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
