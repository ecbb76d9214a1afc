import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { nextPage } from './next-page.ts';

// Machines that run tests do other things too.
vi.setConfig({ testTimeout: 30_000 });

const current = new URL('https://r.example/prefix/v2/a/b/tags/list?n=100');
const base = 'https://r.example/prefix/v2/a/b/tags/list';

test.each([
  ['relative', '</prefix/v2/a/b/tags/list?last=x&n=100>; rel="next"', `${base}?last=x&n=100`],
  ['absolute', '<https://r.example/prefix/v2/a/b/tags/list?last=x&n=100>; rel=next', `${base}?last=x&n=100`],
  [
    'a token of its own on the same path',
    '</prefix/v2/a/b/tags/list?next_page=gA%3D%3D>; rel="next"',
    `${base}?next_page=gA%3D%3D`,
  ],
  ['a query only', '<?last=x>;rel=next', `${base}?last=x`],
  ['without the prefix', '</v2/a/b/tags/list?n=100&last=x>; rel="next"', `${base}?n=100&last=x`],
  ['another path', '</repository/docker/v2/a?last=x>; rel="next"', `${base}?n=100&last=x`],
  ['another host', '<http://169.254.169.254/latest?last=x>; rel="next"', `${base}?n=100&last=x`],
  ['a comma in the target', '</v2/x?last=a,b>; rel="next"', `${base}?n=100&last=a%2Cb`],
  ['several links', '</v2/x?last=p>; rel="prev", </v2/x?last=q>; title="a, b"; rel="next"', `${base}?n=100&last=q`],
])('a target that is %s', (_title, link, expected) => {
  expect(nextPage(current, link)?.href).toBe(expected);
});

test.each([undefined, '', '</v2/x?last=a>; rel="prev"', 'nonsense', '</v2/x?last=a>; rel="nextish"'])(
  '%s ends the list',
  (link) => {
    expect(nextPage(current, link)).toBeNull();
  },
);

test.each([
  '</v2/elsewhere>; rel="next"',
  '<http://[>; rel="next"',
  `</v2/x?last=${'x'.repeat(9000)}>; rel="next"`,
  '<?n=100>; rel=next',
])('a next page that cannot be asked for is an error, not an end: %s', (link) => {
  expect(() => nextPage(current, link)).toThrow(expect.objectContaining({ code: 'registry_protocol' }));
});

test('for any header the next page has the same host and path', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ maxLength: 30, unit: fc.constantFrom(...'ahtps:/.?&=#[]@') }), fc.string()),
      fc.string(),
      (target, last) => {
        const link = `<${target}${target.includes('?') ? '&' : '?'}last=${encodeURIComponent(last)}>; rel="next"`;
        const next = readOrNull(link);
        if (next) expect([next.origin, next.pathname]).toEqual([current.origin, current.pathname]);
      },
    ),
  );
});

function readOrNull(link: string): URL | null {
  try {
    return nextPage(current, link);
  } catch {
    return null;
  }
}
