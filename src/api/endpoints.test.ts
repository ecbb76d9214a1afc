import { expect, test } from 'vitest';
import { OPERATIONS } from '../contract/index.ts';
import { endpoints } from './endpoints.ts';

test('every operation of the contract is served, once, in its order', () => {
  expect(endpoints.map(({ operation }) => operation)).toEqual(OPERATIONS);
});
