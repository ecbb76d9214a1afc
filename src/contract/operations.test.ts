import { expect, test } from 'vitest';
import { schemaProblems } from '../../testing/api/schema-problems.ts';
import { OPERATIONS } from './operations.ts';
import type { Operation } from './schema/operation.ts';
import { parseBody } from './schema/parse-body.ts';
import { parseParams, parseQuery } from './schema/parse-parameters.ts';

const operations: [string, Operation][] = Object.entries(OPERATIONS);

test('an operation is listed under its operationId, with a small first letter', () => {
  const expected = operations.map(([, { operationId }]) => operationId.replace(/^./, (first) => first.toLowerCase()));
  expect(operations.map(([name]) => name)).toEqual(expected);
});

test('no two operations have one method and path', () => {
  const calls = operations.map(([, { method, path }]) => `${method} ${path}`);
  expect(new Set(calls).size).toBe(calls.length);
});

test.each(operations)('the example request of %s is accepted, with all of its fields', (_name, operation) => {
  const { params = {}, query = {}, body } = operation.example.request;
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  const parsedParams = parseParams(operation, { project_id: 'p', ...params });
  const parsedQuery = parseQuery(operation, pairs.join('&'));
  expect(parsedParams).toMatchObject({ ok: true, value: params });
  expect(parsedQuery).toMatchObject({ ok: true });
  expect(Object.keys(operation.query.properties)).toEqual(expect.arrayContaining(Object.keys(query)));
  expect(parseBody(operation, Buffer.from(body ? JSON.stringify(body) : ''))).toMatchObject({ ok: true });
  expect(operation.body && schemaProblems(operation.body.schema, body)).toEqual(body && []);
});

test.each(operations)('the example answer of %s is one that its schema describes', (_name, { response, example }) => {
  expect(response && schemaProblems(response, example.answer)).toEqual(example.answer && []);
});

test('an example with an unknown field, a wrong word or a wrong type would be noticed', () => {
  const { response } = OPERATIONS.listRegistryImages;
  const problems = schemaProblems(response, { data_list: [{ id: 'x', image_type: 'none', colour: 1 }] });
  expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
    '/data_list/0',
    '/data_list/0/colour',
    '/data_list/0/id',
    '/data_list/0/image_type',
  ]);
});
