/** How tests put content into a registry, be it a fake or a real one. */
export interface RegistryContent {
  /** Stores a blob for a repository; answers its sha256 digest. */
  putBlob(repository: string, bytes: Buffer): Promise<string>;
  /** Stores a manifest under a tag or its digest; answers its sha256 digest. Its blobs must be there. */
  putManifest(repository: string, reference: string, bytes: Buffer, mediaType: string): Promise<string>;
}
