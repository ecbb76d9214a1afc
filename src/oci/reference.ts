import { AppError } from '../model/index.ts';

// distribution-spec v1.1, "Pulling manifests": the grammar of <name> and of a tag.
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const REPOSITORY_LENGTH = 255;

/** True for a repository name by the distribution-spec grammar, at most 255 characters. */
export function isRepository(text: string): boolean {
  return text.length <= REPOSITORY_LENGTH && REPOSITORY.test(text);
}

/** True for a tag by the distribution-spec grammar, at most 128 characters. */
export function isTag(text: string): boolean {
  return TAG.test(text);
}

/**
 * Throws registry_protocol for a malformed repository name. Attack: names become part of request paths, so `..`, `?`
 * or `/` in the wrong place would request something else.
 */
export function checkRepository(repository: string): void {
  if (isRepository(repository)) return;
  throw new AppError('registry_protocol', `${quoted(repository)} is not a repository name`, {
    subject: shortened(repository),
  });
}

/**
 * Throws registry_protocol for a listed name that is too long or has control characters. Quay and others list names outside of the
 * grammar: a request for one is refused, but the other names of the list must stay readable.
 */
export function checkListed(name: string): void {
  if (name.length <= REPOSITORY_LENGTH && !/[\p{Cc}\p{Surrogate}]/u.test(name)) return;
  throw new AppError('registry_protocol', `${quoted(name)} is not a valid name`, { subject: shortened(name) });
}

/** Throws registry_protocol for a malformed tag. */
export function checkTag(tag: string): void {
  if (isTag(tag)) return;
  throw new AppError('registry_protocol', `${quoted(tag)} is not a tag`, { subject: shortened(tag) });
}

function quoted(text: string): string {
  return JSON.stringify(shortened(text));
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
