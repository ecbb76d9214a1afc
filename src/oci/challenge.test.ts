import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { parseChallenges } from './challenge.ts';

// Machines that run tests do other things too.
vi.setConfig({ testTimeout: 30_000 });

const read = (header: string | string[] | undefined) =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, { ...parameters }]);

test.each<[string, string, unknown]>([
  ['a realm that is no address', 'Basic realm="Artifactory Realm"', [['basic', { realm: 'Artifactory Realm' }]]],
  [
    'Basic with more than a realm',
    'Basic realm="https://1.ecr.example/",service="ecr.example"',
    [['basic', { realm: 'https://1.ecr.example/', service: 'ecr.example' }]],
  ],
  [
    'commas inside quotes',
    'Bearer realm="https://r.example/token",service="r.example",scope="repository:a/b:pull,push"',
    [['bearer', { realm: 'https://r.example/token', service: 'r.example', scope: 'repository:a/b:pull,push' }]],
  ],
  [
    'several schemes in one header',
    'Bearer realm="https://r.example/v2/token",service="container_registry",scope="*",Basic realm="https://r.example/v2"',
    [
      ['bearer', { realm: 'https://r.example/v2/token', service: 'container_registry', scope: '*' }],
      ['basic', { realm: 'https://r.example/v2' }],
    ],
  ],
  [
    'an unquoted address as value',
    'Bearer realm=https://r.example/token,service=r',
    [['bearer', { realm: 'https://r.example/token', service: 'r' }]],
  ],
  ['blanks around the equals sign', 'bearer realm = "x" , service= y', [['bearer', { realm: 'x', service: 'y' }]]],
  ['escaped quotes', 'Basic realm="say \\"hi\\", all"', [['basic', { realm: 'say "hi", all' }]]],
  [
    'a scheme alone, then another',
    'Negotiate, Basic realm="x"',
    [
      ['negotiate', {}],
      ['basic', { realm: 'x' }],
    ],
  ],
  [
    'a token68',
    'Negotiate YWJj/+==, Basic realm="x"',
    [
      ['negotiate', {}],
      ['basic', { realm: 'x' }],
    ],
  ],
  [
    'an error',
    'Bearer realm="r",error="insufficient_scope"',
    [['bearer', { realm: 'r', error: 'insufficient_scope' }]],
  ],
  ['junk between commas', '"?", @@, Basic realm="x"', [['basic', { realm: 'x' }]]],
  [
    'parameters before an unclosed quote',
    'Basic realm="a",x="b',
    [
      ['basic', { realm: 'a' }],
      ['x', {}],
    ],
  ],
  ['the first of two equal parameters', 'Basic realm="a",realm="b"', [['basic', { realm: 'a' }]]],
  [
    'parameter names of Object',
    'Basic constructor="a",__proto__="b"',
    [['basic', { constructor: 'a', ['__proto__']: 'b' }]],
  ],
  ['nothing', '', []],
])('reads %s', (_title, header, expected) => {
  expect(read(header)).toEqual(expected);
});

test('several headers are read, and an absent one gives no challenge', () => {
  expect(read(['Bearer realm="a"', 'Basic realm="b"'])).toEqual([
    ['bearer', { realm: 'a' }],
    ['basic', { realm: 'b' }],
  ]);
  expect(read(undefined)).toEqual([]);
});

const token = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
const challenge = fc.record({
  scheme: token,
  parameters: fc.dictionary(token, fc.string({ maxLength: 20 }), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
});

test('every header that the grammar allows is read back', () => {
  const write = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;
  const noLineBreaks = fc
    .array(challenge, { maxLength: 4 })
    .filter((list) => !/[\n\r\u2028\u2029]/.test(JSON.stringify(list).replace(/\\[nr]/g, '\n')));
  fc.assert(
    fc.property(noLineBreaks, fc.constantFrom(',', ', ', ' , '), (list, comma) => {
      const parts = list.flatMap(({ scheme, parameters }) => {
        const [first, ...rest] = Object.entries(parameters).map(([name, value]) => `${name}=${write(value)}`);
        return [`${scheme} ${first}`, ...rest];
      });
      expect(read(parts.join(comma))).toEqual(list.map(({ scheme, parameters }) => [scheme, parameters]));
    }),
  );
});

test('no text throws', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40, unit: fc.constantFrom(...'aB=",\\ \t;/@') }), (text) =>
      Array.isArray(parseChallenges(text)),
    ),
  );
});
