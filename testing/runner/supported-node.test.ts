import { readFileSync } from 'node:fs';
import { satisfies } from 'semver';
import { expect, test } from 'vitest';
import { refuseNode } from '../../quickstart/supported-node.mjs';

const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };

const OLD = ['0.12.18', '18.20.8', '19.8.1', '20.18.3', '21.7.3', '22.11.0', '23.11.1'];
const GOOD = ['20.19.0', '20.20.2', '22.12.0', '22.22.0', '24.0.0', '26.1.0'];

test.each([...OLD, ...GOOD])('Node %s is taken or refused as package.json says', (version) => {
  expect(satisfies(version, engines.node)).toBe(GOOD.includes(version));
  expect(refuseNode(`v${version}`) === undefined).toBe(GOOD.includes(version));
});

test('a refusal names what is needed and what is there', () => {
  expect(refuseNode('v19.8.1')).toBe('Hullwatch needs Node 20.19, 22.12, 24 or newer; this is v19.8.1');
});
