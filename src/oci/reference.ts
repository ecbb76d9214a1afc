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
 * Refuses a repository name that is none, with registry_protocol. Attack: names are put into request paths, so `..`, `?`
 * or `/` in the wrong place would ask for something else.
 */
export function checkRepository(repository: string): void {
  if (isRepository(repository)) return;
  throw new AppError('registry_protocol', `${quoted(repository)} is not a repository name`, {
    subject: shortened(repository),
  });
}

/**
 * Refuses a listed name that cannot even be named, with registry_protocol. Quay and others hold names that the grammar does not know:
 * whoever asks for such a one is refused, but it must not hide the others of its list.
 */
export function checkListed(name: string): void {
  if (name.length <= REPOSITORY_LENGTH && !/[\p{Cc}\p{Surrogate}]/u.test(name)) return;
  throw new AppError('registry_protocol', `${quoted(name)} is not a name`, { subject: shortened(name) });
}

/** Refuses a tag that is none, with registry_protocol. */
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
