import { SHOWN_FIELDS } from '../../src/inventory/image-columns.ts';
import type { Image } from '../../src/inventory/index.ts';

/** An image of which nothing is known: every field of the list, so that a test states only those it is about. */
export function emptyImage(): Image {
  const fields = SHOWN_FIELDS.map(({ field, type }) => [field, type.empty]);
  return { id: 0, children: [], ...Object.fromEntries(fields) };
}
