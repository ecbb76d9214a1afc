import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { factsOf } from '../../../conformance/api-facts.ts';
import { deviations } from '../../../conformance/deviations.ts';
import * as lists from '../operations.ts';
import type { Operation } from '../schema/operation.ts';
import { describeApi, printApi } from './openapi.ts';

const VENDOR_OPERATIONS: readonly Operation[] = Object.values(lists.VENDOR_OPERATIONS);
const OWN_OPERATIONS: readonly Operation[] = Object.values(lists.OWN_OPERATIONS);
const OPERATIONS: readonly Operation[] = Object.values(lists.OPERATIONS);

/** The part of the vendor's description that is served, and the whole of it where it lies beside the project. */
const COPY = new URL('../../../conformance/hss-v5-image.openapi.json', import.meta.url);
const WHOLE = new URL('../../../../shared/contract/hss-v5-image.openapi.json', import.meta.url);
const source = existsSync(WHOLE) ? 'the whole description' : 'the copy of the part that is served';
const factsIn = (file: URL) => factsOf(JSON.parse(readFileSync(file, 'utf8')));
const vendor = factsIn(existsSync(WHOLE) ? WHOLE : COPY);
const document = describeApi(OPERATIONS, '1.2.3');
const served = factsOf(JSON.parse(printApi(document)));
const ofOperations = [...new Set([...vendor.keys(), ...served.keys()])].filter((fact) =>
  VENDOR_OPERATIONS.some(({ operationId }) => fact.startsWith(`${operationId} `)),
);
const differences = ofOperations
  .filter((fact) => vendor.get(fact) !== served.get(fact))
  .map((fact) => `${fact}: ${vendor.get(fact)} -> ${served.get(fact)}`);
const listed = deviations.flatMap((deviation) => deviation.differences);

test('the vendor description holds all eighteen operations, so nothing is compared with nothing', () => {
  expect(VENDOR_OPERATIONS).toHaveLength(18);
  for (const { operationId } of VENDOR_OPERATIONS) expect(vendor.get(`${operationId} call`)).toBeDefined();
  expect([...vendor.keys()].length).toBeGreaterThan(1000);
});

test('our own operations use no name and no path of the vendor', () => {
  const vendorPaths = [...vendor].filter(([fact]) => fact.endsWith(' call')).map(([, call]) => call);
  expect(vendorPaths).toContain('GET /v5/{project_id}/image/registries/images');
  for (const { operationId, method, path } of OWN_OPERATIONS) {
    expect(vendor.get(`${operationId} call`)).toBeUndefined();
    expect(vendorPaths).not.toContain(`${method} ${path}`);
  }
});

test('the copy says the same of every operation that is served', () => {
  const ofServed = (facts: ReadonlyMap<string, string>) =>
    [...facts].filter(([fact]) => VENDOR_OPERATIONS.some(({ operationId }) => fact.startsWith(`${operationId} `)));
  expect(ofServed(factsIn(COPY))).toEqual(ofServed(vendor));
});

test(`by ${source}: no path, name, type, range, word or required flag differs from the vendor unless listed with a reason`, () => {
  expect(differences.filter((difference) => !listed.includes(difference))).toEqual([]);
});

test('every listed deviation still exists, once, with a reason', () => {
  expect(listed.filter((deviation) => !differences.includes(deviation))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
  expect(deviations.every(({ reason }) => reason.length > 20)).toBe(true);
});

test('a renamed, retyped, dropped or newly mandatory field is noticed', () => {
  const [operation] = OPERATIONS;
  if (!operation) throw new Error('there are no operations');
  const { image_name, ...others } = operation.query.properties;
  const changed = { ...operation, query: { ...operation.query, properties: { ...others, imageName: image_name } } };
  const facts = factsOf(describeApi([changed as typeof operation], '0'));
  expect(facts.get('ListRegistryImages query image_name required')).toBeUndefined();
  expect(facts.get('ListRegistryImages query imageName maxLength')).toBe('128');
});

test('the image list has 27 query parameters, 30 row fields and 11 of a platform beside ours', () => {
  const fields = (prefix: string) =>
    [...served.keys()].filter((fact) => fact.startsWith(prefix) && /^[a-z_]+ type$/.test(fact.slice(prefix.length)));
  expect(fields('ListRegistryImages query ')).toHaveLength(27);
  expect(fields('ListRegistryImages answer.data_list[].')).toHaveLength(30);
  expect(fields('ListRegistryImages answer.data_list[].association_images[].')).toHaveLength(11 + 1);
});

test('the printed document says 2^63 - 1 exactly', () => {
  expect(printApi(document)).toContain('"maximum": 9223372036854775807');
  expect(printApi(document)).not.toContain('9223372036854776000');
});

test('parameters of the path are those that the path names', () => {
  for (const { path, params } of OPERATIONS) {
    expect([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)).toEqual(Object.keys(params.properties));
  }
});
