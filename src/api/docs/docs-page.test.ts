import { spawnSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { OPERATIONS as LISTED, type Operation } from '../../contract/index.ts';
import { addDocsRoutes } from './docs-page.ts';
import { html, prose } from './html.ts';
import { ORIGIN, SIGNING_FUNCTION, signedCall } from './signed-call.ts';

const OPERATIONS: readonly Operation[] = Object.values(LISTED);
const app = Fastify();
addDocsRoutes(app, OPERATIONS);
const page = await app.inject('/docs');

test('every operation, parameter and word of the document is on the page', () => {
  for (const { operationId, query } of OPERATIONS) {
    expect(page.body).toContain(`id="${operationId}"`);
    for (const name of Object.keys(query.properties)) expect(page.body).toContain(`<code>${name}</code>`);
  }
  for (const word of ['waiting_for_scan', 'SwrEnterprise', 'HSS.0001', 'APIGW.0301']) expect(page.body).toContain(word);
});

test('the page loads nothing and runs nothing but its own style and script', () => {
  const loads = /<(?:link|img|iframe|object|embed|base|form)\b|\s(?:src|style|on[a-z]+)=|@import|url\(/i;
  expect(page.body).not.toMatch(loads);
  expect(page.body.replaceAll(ORIGIN, '').replaceAll(/<code>[^<]*<\/code>/g, '')).not.toMatch(/https?:\/\//);
  const policy = String(page.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  for (const [tag, directive] of [
    ['style', 'style-src'],
    ['script', 'script-src'],
  ] as const) {
    const [, text = ''] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page.body) ?? [];
    const hash = createHash('sha256').update(text).digest('base64');
    expect(text.length).toBeGreaterThan(100);
    expect(policy).toContain(`${directive} 'sha256-${hash}'`);
  }
});

test('tags are balanced, so no section swallows the next', () => {
  for (const tag of ['section', 'details', 'table', 'tbody', 'tr', 'td', 'pre', 'code', 'div', 'nav', 'main', 'dl']) {
    const count = (pattern: RegExp) => page.body.replace(/<script>[\s\S]*<\/script>/, '').match(pattern)?.length ?? 0;
    expect(`${tag} ${count(new RegExp(`<${tag}[ >]`, 'g'))}`).toBe(`${tag} ${count(new RegExp(`</${tag}>`, 'g'))}`);
  }
});

test('what is put into the page is escaped', () => {
  expect(html`<b>${'<script>"\'&'}</b>`.html).toBe('<b>&lt;script&gt;&quot;&#39;&amp;</b>');
  expect(prose('a `<b>` c').html).toBe('a <code>&lt;b&gt;</code> c');
});

test('the document for machines is what the contract prints, and / leads to the page', async () => {
  const json = await app.inject('/openapi.json');
  expect(json.headers['content-type']).toContain('application/json');
  expect(json.json()).toMatchObject({ openapi: '3.1.0', info: { version: expect.stringMatching(/^\d+\.\d+\.\d+/) } });
  expect(json.body).toContain('9223372036854775807');
  expect(await app.inject('/')).toMatchObject({ statusCode: 302, headers: { location: '/docs' } });
});

test('every operation shows its example: the call, and the answer when there is one', () => {
  const text = page.body.replaceAll('&quot;', '"');
  for (const { operationId, method, path, example } of OPERATIONS) {
    const [, section = ''] = text.split(`id="${operationId}"`);
    const filled = path.replace(/\{(\w+)\}/g, (_, name) => example.request.params?.[name] ?? '$PROJECT');
    expect(section).toContain(`hss ${method} "${filled}"`);
    if (example.answer) expect(section).toContain(JSON.stringify(example.answer, null, 2));
  }
});

const hasTools = spawnSync('bash', ['-c', 'command -v openssl sha256sum cut sed']).status === 0;

test.skipIf(!hasTools)(
  'the shell function signs as the verifier expects (needs bash and openssl)',
  () => {
    const body = '{"name":"it\\u2019s"}';
    const path = '/v5/p/image/registries';
    const setup = SIGNING_FUNCTION.replace(/^export .*$/m, `HSS_ADDRESS=${ORIGIN}; AK=ak; SK=sk`);
    const script = `set -eu\n${setup}\ncurl() { printf '%s\\n' "$@"; }\nhss POST '${path}' 'a=1&b=%20' '${body}'\nhss GET '${path}'`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const lines = stdout.split('\n');
    const date = /X-Sdk-Date: (\d{8}T\d{6}Z)/.exec(stdout)?.[1] ?? '';
    const signatures = [...stdout.matchAll(/SignedHeaders=x-sdk-date, Signature=([0-9a-f]{64})/g)].map(
      ([, hex]) => hex,
    );
    expect(lines).toContain(`${ORIGIN}${path}?a=1&b=%20`);
    expect(lines).toContain(`${ORIGIN}${path}`);
    expect(lines).toContain(body);
    expect(signatures[0]).toBe(sign('POST', path, 'a=1&b=%20', date, body));
    expect(signatures).toHaveLength(2);
  },
  30_000,
);

function sign(method: string, path: string, query: string, date: string, body: string): string {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const canonical = [method, `${path}/`, query, `x-sdk-date:${date}\n`, 'x-sdk-date', sha256(body)].join('\n');
  return createHmac('sha256', 'sk')
    .update(`SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`)
    .digest('hex');
}

test('examples are written as one would type them, the query encoded and sorted by name', () => {
  const path = '/v5/{project_id}/image/{vul_id}/images';
  expect(signedCall('GET', path, { params: { vul_id: 'CVE-1' }, query: { type: 'a,b', limit: 5 } })).toBe(
    `hss GET "/v5/$PROJECT/image/CVE-1/images" 'limit=5&type=a%2Cb'`,
  );
  expect(signedCall('PUT', '/v5/{project_id}/x', { params: {}, query: {} })).toBe('hss PUT "/v5/$PROJECT/x"');
});
