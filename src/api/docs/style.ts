/** The look of the page: system fonts, light and dark, narrow and wide. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfcfd; --panel: #f1f5f8; --line: #dde5eb; --ink: #17222d; --soft: #5a6b7a;
  --accent: #0a6c8e; --accent-soft: #e0f1f7; --code: #0f2230; --code-ink: #d8e6ef;
  --get: #0a6c8e; --post: #23744a; --put: #94600b; --delete: #b3372e;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0e151c; --panel: #141d26; --line: #243240; --ink: #dbe6ee; --soft: #8fa3b3;
    --accent: #62c3e3; --accent-soft: #12313f; --code: #0a1016; --code-ink: #cfdde7;
    --get: #62c3e3; --post: #6bcf97; --put: #e5b159; --delete: #f08b80;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-behavior: smooth; scroll-padding-top: 1.5rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0; display: grid; grid-template-columns: 20rem minmax(0, 1fr); background: var(--paper); color: var(--ink);
  font: 16px/1.6 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif;
}
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
code, kbd, pre { font-family: var(--mono); font-size: .875em; }

nav {
  position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.4rem 1rem 2rem; background: var(--panel);
  border-right: 1px solid var(--line); scrollbar-width: thin;
}
nav a {
  display: flex; align-items: baseline; gap: .5rem; padding: .2rem .6rem; border-radius: 6px; color: var(--ink);
  font-size: .84rem; line-height: 1.5; overflow-wrap: anywhere;
}
nav a:hover { background: var(--accent-soft); text-decoration: none; }
nav a[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
nav h2 {
  margin: 1.3rem .6rem .3rem; font-size: .7rem; font-weight: 700; letter-spacing: .07em; text-transform: uppercase;
  color: var(--soft);
}
nav .method { min-width: 2.9rem; padding: 0; font-size: .62rem; background: none; text-transform: uppercase; }
.brand { align-items: center; margin-bottom: 1rem; font-size: 1.15rem !important; font-weight: 700; letter-spacing: -.01em; }
.brand:hover { background: none !important; }
.brand svg { color: var(--accent); flex: none; }
.brand small { margin-left: auto; font-weight: 400; font-size: .75rem; color: var(--soft); }
.search { position: relative; display: block; margin-bottom: .8rem; }
.search span { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
.search input {
  width: 100%; padding: .5rem 2rem .5rem .7rem; font: inherit; font-size: .84rem; color: var(--ink);
  background: var(--paper); border: 1px solid var(--line); border-radius: 8px;
}
.search kbd {
  position: absolute; right: .55rem; top: .5rem; padding: 0 .35rem; font-size: .7rem; line-height: 1.3rem;
  color: var(--soft); border: 1px solid var(--line); border-radius: 4px; pointer-events: none;
}
.search input:focus + kbd { display: none; }

main { width: 100%; max-width: 64rem; padding: 3rem clamp(1.2rem, 5vw, 4rem) 6rem; }
h1 { margin: 0 0 .6rem; font-size: 2.3rem; line-height: 1.15; letter-spacing: -.025em; }
.lead { max-width: 42rem; margin: 0 0 1.4rem; font-size: 1.15rem; color: var(--soft); }
.button {
  display: inline-block; padding: .45rem 1rem; border: 1px solid var(--accent); border-radius: 8px; font-weight: 600;
  font-size: .9rem;
}
.button:hover { background: var(--accent-soft); text-decoration: none; }
main h2 { margin: 3.2rem 0 .8rem; font-size: 1.45rem; letter-spacing: -.015em; }
.tag > h2 { padding-bottom: .5rem; border-bottom: 1px solid var(--line); }
main p { max-width: 46rem; }
.operation { padding: 1.4rem 0 2.2rem; }
.operation + .operation { border-top: 1px solid var(--line); }
h3 { margin: 0 0 .4rem; font-size: 1.2rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
h3 a { color: inherit; }
h4 { margin: 1.5rem 0 .5rem; font-size: .78rem; letter-spacing: .05em; text-transform: uppercase; color: var(--soft); }
.call { display: flex; flex-wrap: wrap; align-items: baseline; gap: .6rem; margin: 0 0 .8rem; }
.call code { overflow-wrap: anywhere; }
.call em { font-style: normal; color: var(--accent); }
.method {
  padding: .1rem .5rem; border-radius: 5px; font: 700 .7rem/1.6 var(--mono); letter-spacing: .03em;
  background: color-mix(in srgb, currentColor 12%, transparent);
}
.get { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); } .delete { color: var(--delete); }
.role {
  display: inline-block; padding: 0 .55rem; border: 1px solid var(--line); border-radius: 99px; font-size: .75rem;
  color: var(--soft); white-space: nowrap;
}

.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; line-height: 1.5; }
td { padding: .55rem .9rem; vertical-align: top; border-top: 1px solid var(--line); }
tr:first-child td { border-top: 0; }
td.name { width: 34%; min-width: 13rem; }
td.name > code { font-weight: 600; overflow-wrap: anywhere; }
td.type { width: 8.5rem; color: var(--soft); white-space: nowrap; }
.depth-1 { padding-left: 2rem; } .depth-2 { padding-left: 3.1rem; } .depth-3 { padding-left: 4.2rem; } .depth-4 { padding-left: 5.3rem; }
td code { padding: .08rem .3rem; border-radius: 4px; background: var(--panel); }
td.name > code { padding: 0; background: none; }
.words { margin-top: .25rem; line-height: 1.9; }
.words code { font-size: .78rem; }
.range { color: var(--soft); font-size: .8rem; }
.mandatory, .default { font-size: .72rem; white-space: nowrap; }
.mandatory { color: var(--delete); }
.default { color: var(--soft); font-family: var(--mono); }

pre {
  position: relative; margin: 1rem 0; padding: 1rem 1.1rem; overflow-x: auto; border-radius: 10px; background: var(--code);
  color: var(--code-ink); line-height: 1.55; border: 1px solid var(--line);
}
pre code { font-size: .8rem; }
pre button {
  position: absolute; top: .5rem; right: .5rem; padding: .15rem .6rem; font-family: inherit;
  font-size: .72rem; font-weight: 600; color: var(--code-ink);
  background: #1d3646; border: 0; border-radius: 6px; opacity: 0; cursor: pointer;
}
pre:hover button, pre button:focus-visible { opacity: 1; }
details { margin-top: 1.5rem; }
summary { cursor: pointer; font-weight: 600; font-size: .9rem; color: var(--accent); }
details > .scroll, details > pre { margin-top: .7rem; }
dl { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: .5rem 1rem; margin: 0; }
dt { font-weight: 600; } dd { margin: 0; color: var(--soft); }
.nothing { margin-top: 4rem; color: var(--soft); }

@media (max-width: 56rem) {
  body { display: block; }
  nav { position: static; height: auto; max-height: 15rem; border-right: 0; border-bottom: 1px solid var(--line); }
  main { padding-top: 2rem; }
  dl { grid-template-columns: 1fr; gap: .1rem; } dd { margin-bottom: .7rem; }
}
@media (max-width: 36rem) {
  td, td.name, td.type { display: block; width: auto; min-width: 0; padding-top: 0; border-top: 0; }
  td.name { padding-top: .55rem; border-top: 1px solid var(--line); }
  tr:first-child td.name { border-top: 0; }
}
@media print { nav, pre button { display: none; } body { display: block; } }
`;
