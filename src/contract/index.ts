export type { ApiDocument, ApiOperation, ApiParameter, ApiResponse, ApiSchema } from './openapi/api-document.ts';
export { describeApi, printApi } from './openapi/openapi.ts';
export { type Answer, type Body, OPERATIONS, type OperationName, type Query, type Row } from './operations.ts';
export { shorten } from './schema/fields.ts';
export type { AnswerOf, BodyOf, Operation, ParamsOf, QueryOf } from './schema/operation.ts';
export { parseBody } from './schema/parse-body.ts';
export { parseParams, parseQuery } from './schema/parse-parameters.ts';
export type { Parsed } from './schema/problem.ts';
export {
  type ImageTypeWord,
  imageTypeWord,
  registryTypeOf,
  registryTypeOfImageType,
  registryTypeWord,
  scanStatusOf,
  scanStatusWord,
  severityOf,
  severityWord,
} from './schema/words.ts';
