import { byKey } from '../database/index.ts';

/** The images with the ids in this parameter (bigint[], none twice), as `i`. */
export function imagesOf(parameter: string): string {
  return `unnest(${parameter}::bigint[]) AS wanted (id) CROSS JOIN ${byKey('image', 'id = wanted.id')} AS i`;
}
