import type { Endpoint } from './endpoint.ts';
import { listRegistryImagesEndpoint } from './list-registry-images.ts';

/** Every call of the v5 API that is served, in the order of the contract. One line per endpoint, nothing else registers routes. */
export const endpoints: readonly Endpoint[] = [listRegistryImagesEndpoint];
