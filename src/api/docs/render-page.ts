import type { ApiDocument } from '../../contract/index.ts';
import { type Html, html, raw } from './html.ts';
import { renderErrors, renderGuides } from './render-guides.ts';
import { type Located, renderOperation } from './render-operation.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** The whole page for people, from the same document that machines get. No request leaves it. */
export function renderPage(document: ApiDocument): string {
  const operations = locate(document);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${document.info.title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
${renderSidebar(document, operations)}
<main>
${renderIntroduction(document)}
${renderGuides()}
${document.tags.map(({ name }) => renderTag(document, name, operations))}
${renderErrors()}
<p class="nothing" hidden>Nothing here is called that.</p>
</main>
<script>${raw(SCRIPT)}</script>
</body>
</html>
`;
  return page.html;
}

function locate({ paths }: ApiDocument): Located[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
}

function ofTag(operations: readonly Located[], tag: string): Located[] {
  return operations.filter(({ operation }) => operation.tags.includes(tag));
}

function renderSidebar({ info, tags }: ApiDocument, operations: readonly Located[]): Html {
  const links = tags.map(({ name }) => [
    html`<h2>${name}</h2>`,
    ofTag(operations, name).map(
      ({ method, operation: { operationId } }) =>
        html`<a href="#${operationId}"><span class="method ${method}">${method}</span>${operationId}</a>`,
    ),
  ]);
  return html`<nav>
    <a class="brand" href="#top">${LOGO}<span>Hullwatch</span><small>${info.version}</small></a>
    <label class="search"><span>Search</span><input type="search" placeholder="Search calls and parameters" autocomplete="off"><kbd>/</kbd></label>
    <a href="#credentials">Credentials</a><a href="#conventions">Conventions</a><a href="#errors">Errors</a>
    ${links}
  </nav>`;
}

function renderIntroduction({ info }: ApiDocument): Html {
  return html`<header id="top">
    <h1>${info.title}</h1>
    <p class="lead">What is in your container images, and what is wrong with it. The calls are those of the
    HSS v5 image API, so its SDKs and tools work unchanged.</p>
    <p><a class="button" href="/openapi.json">OpenAPI 3.1 document</a></p>
  </header>`;
}

function renderTag(document: ApiDocument, tag: string, operations: readonly Located[]): Html {
  const sections = ofTag(operations, tag).map((located) => renderOperation(document, located));
  return html`<div class="tag"><h2>${tag}</h2>${sections}</div>`;
}

const LOGO = raw(`<svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
<path d="M4 17h24l-3.4 8.2a3 3 0 0 1-2.8 1.8H10.200a3 3 0 0 1-2.800-1.800z" fill="currentColor"/>
<path d="M9 15v-4h4v4zm5 0v-4h4v4zm5 0v-4h4v4zm-5-5V6h4v4z" fill="currentColor" opacity=".55"/></svg>`);
