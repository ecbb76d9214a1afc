export type { Credentials } from './authorization.ts';
export { isDigest, verifyDigest } from './digest.ts';
export type { FoundManifest } from './fetch-manifest.ts';
export { type HistoryEntry, type ImageConfig, parseImageConfig } from './parse-image-config.ts';
export { type Manifest, type ManifestChild, parseManifest } from './parse-manifest.ts';
export { isRepository, isTag } from './reference.ts';
export { openRegistryClient, type RegistryClient, type RegistryClientOptions } from './registry-client.ts';
