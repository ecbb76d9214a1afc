import type { TObject, TSchema } from 'typebox';

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
  /** Absent: the vendor declares an empty answer (we may still add a field such as `task_id`). */
  readonly response?: TSchema;
}

/** Why a request is refused: which parameter, what came, and what would have been allowed. */
export interface ParameterProblem {
  readonly parameter: string;
  readonly value: string;
  readonly allowed: string;
  /** The body is not JSON at all. */
  readonly unreadable?: true;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ParameterProblem };
