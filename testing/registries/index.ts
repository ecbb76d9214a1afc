export {
  type DockerRegistry,
  type DockerRegistryAuth,
  type DockerRegistryOptions,
  startDockerRegistry,
} from './docker-registry.ts';
export { registryRecord } from './registry-record.ts';
