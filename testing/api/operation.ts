import Type from 'typebox';
import type { Operation } from '../../src/contract/index.ts';

/** An operation for tests of the shell, under `/v5/{project_id}`; what matters to a test goes into `more`. */
export function testOperation(method: Operation['method'], path: string, more: Partial<Operation> = {}): Operation {
  const names = ['project_id', ...[...path.matchAll(/\{(\w+)\}/g)].map((match) => String(match[1]))];
  return {
    operationId: path,
    method,
    path: `/v5/{project_id}${path}`,
    tag: 'test',
    summary: 'test',
    access: 'read',
    params: Type.Object(Object.fromEntries(names.map((name) => [name, Type.String()]))),
    query: Type.Object({}),
    example: { request: {} },
    ...more,
  };
}
