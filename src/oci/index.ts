export type { Credentials } from './authorization.ts';
export { type ConfigDocument, readConfigDocument } from './config-document.ts';
export type { FoundManifest } from './fetch-manifest.ts';
export { CONFIG_FAULTS, type ImageConfig, parseImageConfig } from './parse-image-config.ts';
export type { Manifest, ManifestChild } from './parse-manifest.ts';
export { isRepository } from './reference.ts';
export {
  type ClientLimits,
  openRegistryClient,
  type RegistryClient,
  type RegistryClientOptions,
} from './registry-client.ts';
