import type { Operation } from '../../src/contract/index.ts';

/** The example of an operation as a call of a project, which names nothing that exists there. */
export function exampleCall(operation: Operation, projectId: string, moreQuery = '') {
  const { params = {}, query = {}, body } = operation.example.request;
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? projectId);
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const target = `${path}?${[...pairs, moreQuery].filter((pair) => pair !== '').join('&')}`;
  return { method: operation.method, target, ...(body && { body: JSON.stringify(body) }) };
}
