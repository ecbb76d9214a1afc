import { AppError } from '../../model/index.ts';
import type { Handler } from '../http/handler.ts';
import { disconnect } from './disconnect.ts';

/** Disconnects several registries, all or none. */
export const batchDeleteRegistry: Handler<'batchDeleteRegistry'> = async ({ tenant, enterprise, body, deps }) => {
  if (body.ids.length > 0) return disconnect(deps.pool, tenant, body.ids, enterprise);
  throw new AppError('invalid_parameter', 'ids is empty; allowed: 1 to 1000 registries', { subject: 'ids' });
};
