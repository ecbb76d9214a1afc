import type { Db } from '../../database/index.ts';
import { AppError, type ImageList } from '../../model/index.ts';
import type { FacetField, Image } from './image-row.ts';
import { selectFacets } from './sql-facets.ts';
import { selectImages } from './sql-page.ts';

/** Query cancelled, by `statement_timeout` of the connection among others. */
const QUERY_CANCELED = '57014';

/**
 * The image list as PostgreSQL answers it, each answer by one statement.
 * @param render what is handed on of an image
 */
export function openSqlImageList<Row>(options: {
  readonly db: Db;
  readonly render: (image: Image) => Row;
}): ImageList<Row, FacetField> {
  const { db, render } = options;
  return {
    page: async (tenant, filter, page) => {
      const { total, rows } = await inTime(selectImages(db, tenant, filter, page));
      return { total, rows: rows.map(render) };
    },
    facets: (tenant, filter, fields) => inTime(selectFacets(db, tenant, filter, fields)),
  };
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if ((error as { code?: unknown }).code !== QUERY_CANCELED) throw error;
    throw new AppError('overloaded', 'the image list took too long; narrow the filter or try again', { cause: error });
  }
}
