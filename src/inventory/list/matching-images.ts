import type { ImageFilter, Tenant } from '../../model/index.ts';
import { type Bind, conditionsOf } from '../image-conditions.ts';

/** What follows FROM in a statement over the images that match, as `i` with their registry `r`. */
export interface MatchingImages {
  readonly matching: string;
  /** `$1` is the project. */
  readonly values: unknown[];
  readonly bind: Bind;
}

export function matchingImages(tenant: Tenant, filter: ImageFilter): MatchingImages {
  const values: unknown[] = [tenant.projectPk];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const conditions = ['i.project_pk = $1', 'i.listed', 'NOT r.deleting', ...conditionsOf(filter, bind)].join(' AND ');
  return { matching: `image i JOIN registry r USING (project_pk, registry_pk) WHERE ${conditions}`, values, bind };
}
