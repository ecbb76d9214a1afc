export {
  type DockerRegistry,
  type DockerRegistryAuth,
  type DockerRegistryOptions,
  startDockerRegistry,
} from './docker-registry.ts';
export type { FakeAuth } from './fake-auth.ts';
export type { Faults } from './fake-faults.ts';
export {
  type FakeRegistry,
  type FakeRegistryOptions,
  openFakeRegistry,
  type RecordedRequest,
} from './fake-registry.ts';
export type { RegistryContent } from './registry-content.ts';
export { registryRecord } from './registry-record.ts';
