/** Search, the mark of the section in view, copying, and the page's own address in the examples. The page works without it. */
export const SCRIPT = `'use strict';
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const search = document.querySelector('input[type=search]');
const links = new Map(all('nav a[href^="#"]').map((link) => [link.hash.slice(1), link]));

function filter() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const section of all('[data-search]')) {
    section.hidden = !words.every((word) => section.dataset.search.includes(word));
    const link = links.get(section.id);
    if (link) link.hidden = section.hidden;
  }
  for (const tag of all('.tag')) tag.hidden = all('.operation', tag).every((section) => section.hidden);
  for (const title of all('nav h2')) {
    let next = title.nextElementSibling;
    title.hidden = true;
    for (; next && next.tagName === 'A'; next = next.nextElementSibling) if (!next.hidden) title.hidden = false;
  }
  document.querySelector('header').hidden = words.length > 0;
  document.querySelector('.nothing').hidden = all('[data-search]').some((section) => !section.hidden);
}

search.addEventListener('input', filter);
search.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  search.value = '';
  filter();
  search.blur();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target === search || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  search.focus();
});

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    for (const link of links.values()) link.removeAttribute('aria-current');
    links.get(entry.target.id)?.setAttribute('aria-current', 'true');
  }
}, { rootMargin: '-10% 0px -80% 0px' });
for (const section of all('[data-search]')) seen.observe(section);

for (const code of all('pre code')) {
  code.textContent = code.textContent.replaceAll('http://127.0.0.1:8080', location.origin);
  if (!navigator.clipboard) continue;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
  code.parentElement.append(button);
}
if (search.value) filter();
`;
