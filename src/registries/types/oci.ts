import type { RepositoryListing } from '../connector.ts';
import { v2Type } from './v2-type.ts';

/** Any registry of the OCI distribution-spec or Docker v2 API. */
export const oci = v2Type({ toListing });

/** The first part of the path is the namespace, which is empty when there is one part only; the rest is the image name. */
export function toListing(repository: string): RepositoryListing {
  const slash = repository.indexOf('/');
  return { repository, namespace: repository.slice(0, Math.max(0, slash)), imageName: repository.slice(slash + 1) };
}
