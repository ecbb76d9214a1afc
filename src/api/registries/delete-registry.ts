import type { Handler } from '../http/handler.ts';
import { disconnect } from './disconnect.ts';

/** Disconnects a registry; a job removes its images. */
export const deleteRegistry: Handler<'deleteRegistry'> = ({ tenant, enterprise, params, deps }) =>
  disconnect(deps.pool, tenant, [params.id], enterprise);
