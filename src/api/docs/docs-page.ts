import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { describeApi, type Operation, printApi } from '../../contract/index.ts';
import { renderPage } from './render-page.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

const withHead = { exposeHeadRoute: true };

/** Beside `src/` in a checkout and beside `dist/` in a release. */
const PACKAGE = new URL('../../../package.json', import.meta.url);

/**
 * `/openapi.json` for machines and `/docs` for people, both made once, from the operations that are served.
 * Neither needs credentials: they describe calls, not data.
 */
export function addDocsRoutes(app: FastifyInstance, operations: readonly Operation[]): void {
  const document = describeApi(operations, versionOf(readFileSync(PACKAGE, 'utf8')));
  const json = printApi(document);
  const page = renderPage(document);
  app.get('/openapi.json', withHead, async (_request, reply) =>
    reply.headers(HEADERS).type('application/json').send(json),
  );
  app.get('/docs', withHead, async (_request, reply) =>
    reply
      .headers({ ...HEADERS, 'content-security-policy': POLICY })
      .type('text/html; charset=utf-8')
      .send(page),
  );
  app.get('/', withHead, async (_request, reply) => reply.redirect('/docs', 302));
}

const HEADERS = {
  'cache-control': 'no-cache',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Only the page's own style and script, by their hashes; nothing is loaded, sent or framed. */
const POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(STYLE)}`,
  `script-src ${hashOf(SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function versionOf(packageJson: string): string {
  const { version } = JSON.parse(packageJson) as { version?: unknown };
  return typeof version === 'string' ? version : '0.0.0';
}
