import type { Static, TObject, TSchema } from 'typebox';

/** What a caller needs: `read` any role, `operate` operator or admin, `administer` admin only. */
export type Access = 'read' | 'operate' | 'administer';

/** One call of the HSS v5 image API: what it is named, where it is, and the shapes that go in and out. */
export interface Operation {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** OpenAPI path, for example `/v5/{project_id}/image/registries/images`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  /** Headers that the vendor declares; documented, never read. */
  readonly headers?: TObject;
  readonly params: TObject;
  /** A field with a `default` may be left out by the caller and is always there after parsing. */
  readonly query: TObject;
  readonly body?: { readonly schema: TSchema; readonly required: boolean };
  /** Absent: the vendor declares an empty answer. */
  readonly response?: TSchema;
  readonly example: Example;
}

/** One call with its answer, shown in `/docs` and `/openapi.json`; a test checks both against the schemas. */
export interface Example {
  readonly request: {
    /** Values for the path beyond the project. */
    readonly params?: Readonly<Record<string, string>>;
    /** Query parameters, not encoded. */
    readonly query?: Readonly<Record<string, string | number | boolean>>;
    readonly body?: object;
  };
  /** Absent when the answer is empty. */
  readonly answer?: object;
}

export type ParamsOf<O extends Operation> = Static<O['params']>;
export type QueryOf<O extends Operation> = Static<O['query']>;

/** The body of a request; undefined when the operation has none, or when it may be left out and was. */
export type BodyOf<O extends Operation> = O extends { readonly body: { readonly schema: infer S extends TSchema } }
  ? Static<S> | (O extends { readonly body: { readonly required: true } } ? never : undefined)
  : undefined;

/** The body of an answer; undefined when it is empty. */
export type AnswerOf<O extends Operation> = O extends { readonly response: infer S extends TSchema }
  ? Static<S>
  : undefined;
