import type { ImageFilter, ImagePage } from './image.ts';
import type { Tenant } from './tenant.ts';

/**
 * Answers lists of images. Every executor gives the same answers: testing/inventory/image-list-suite.ts says which.
 * Only listed images are seen, and none of a registry that is being deleted.
 * `Row` is what an executor hands on of an image: an object, or the bytes of an answer already serialised.
 * `Field` names what can be counted by value.
 */
export interface ImageList<Row, Field extends string> {
  /**
   * One page of the images that match, and how many match in all; both of one moment. The number is right also for a page
   * past the end.
   * @throws AppError `overloaded` when the answer took too long
   */
  page(tenant: Tenant, filter: ImageFilter, page: ImagePage): Promise<ImageRows<Row>>;

  /**
   * How many of the images that match have which value, for each of the fields; all of one moment.
   * @throws AppError `overloaded` when the answer took too long
   */
  facets<F extends Field>(
    tenant: Tenant,
    filter: ImageFilter,
    fields: readonly F[],
  ): Promise<Readonly<Record<F, Facet>>>;
}

export interface ImageRows<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

/** Values of one field: null is the value of images that have none. */
export interface Facet {
  /** The most frequent first, at most `MAX_FACET_VALUES`; of equal counts in the byte order of their texts, null last. */
  readonly values: readonly { readonly value: string | boolean | null; readonly images: number }[];
  /** Images with any other value. With those of `values` they are all that match. */
  readonly others: number;
}

/** The attack: an answer that names each of a million repositories. */
export const MAX_FACET_VALUES = 100;
