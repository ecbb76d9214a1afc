import type { Problem } from '../model/index.ts';
import { isObject, type JsonObject, parseJsonObject } from './parse-json.ts';

/** An image config with the members in use, each bounded. What was left out or could not be read is a problem. */
export interface ConfigDocument {
  readonly document: JsonObject;
  readonly problems: readonly Problem[];
}

/** The attack: a config of 8 MiB for each of a million manifests. Real ones have some ten KiB. */
const LONGEST_DOCUMENT = 1024 * 1024;
/** A RUN instruction with a here-document of a thousand lines. */
const LONGEST_TEXT = 64 * 1024;
const MOST_MEMBERS = 4096;
const MOST_PROBLEMS = 20;

const TEXTS = ['architecture', 'os', 'os.version', 'variant', 'created', 'author'];
const CONFIG_TEXTS = ['User', 'WorkingDir', 'StopSignal'];
const CONFIG_LISTS = ['Env', 'Entrypoint', 'Cmd', 'Shell', 'OnBuild'];
const CONFIG_KEYS = ['Volumes', 'ExposedPorts'];
const STEP_TEXTS = ['created', 'created_by', 'author', 'comment'];

/**
 * Copies what describes an image and its build out of its config (image-spec config.md; Docker adds Healthcheck, Shell
 * and OnBuild). `rootfs` is left out: the diff_ids are stored with the layers.
 * @throws AppError `registry_protocol` when the bytes are not a JSON object, or nest too deep
 */
export function readConfigDocument(bytes: Buffer): ConfigDocument {
  const copy = new BoundedCopy();
  const whole = parseJsonObject(bytes, 'the image config');
  const config = copy.object(whole.config, 'config');
  const document = {
    ...copy.texts(whole, TEXTS, ''),
    config: {
      ...copy.texts(config, CONFIG_TEXTS, 'config.'),
      ...copy.each(CONFIG_LISTS, (name) => copy.list(config[name], `config.${name}`)),
      ...copy.each(CONFIG_KEYS, (name) => copy.keys(config[name], `config.${name}`)),
      ...copy.each(['Labels'], (name) => copy.labels(config[name], `config.${name}`)),
      ...copy.each(['Healthcheck'], (name) => copy.healthcheck(config[name], `config.${name}`)),
    },
    history: copy.members(whole.history, 'history').map((step, index) => copy.step(step, `history[${index}]`)),
  };
  return { document, problems: copy.namedProblems() };
}

/** Takes members over until their texts come to the bound. A member of another shape than it should have is not an absent one. */
class BoundedCopy {
  #left = LONGEST_DOCUMENT;
  readonly #problems: Problem[] = [];

  namedProblems(): readonly Problem[] {
    const more = this.#problems.length - MOST_PROBLEMS;
    if (more <= 0) return this.#problems;
    return [
      ...this.#problems.slice(0, MOST_PROBLEMS),
      { path: '', reason: `${more} more parts of the config were cut` },
    ];
  }

  /** Those of the members that are there. */
  each<T>(names: readonly string[], take: (name: string) => T | undefined): Record<string, T> {
    const members = names.map((name) => [name, take(name)] as const);
    return Object.fromEntries(members.filter((member): member is [string, T & {}] => member[1] !== undefined));
  }

  texts(object: JsonObject, names: readonly string[], prefix: string): Record<string, string> {
    return this.each(names, (name) => this.text(object[name], `${prefix}${name}`));
  }

  text(value: unknown, path: string): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') return this.#refuse(path, 'is not a text');
    const kept = value.slice(0, Math.min(LONGEST_TEXT, this.#left));
    this.#left -= kept.length;
    if (kept.length < value.length) this.#note(path, `was cut at ${kept.length} characters`);
    return kept;
  }

  list(value: unknown, path: string): string[] | undefined {
    if (value === undefined || value === null) return undefined;
    return this.members(value, path).flatMap((each, index) => this.text(each, `${path}[${index}]`) ?? []);
  }

  keys(value: unknown, path: string): Record<string, object> | undefined {
    if (value === undefined || value === null) return undefined;
    const names = this.#some(Object.keys(this.object(value, path)), path);
    return Object.fromEntries(names.map((name) => [this.text(name, path) ?? '', {}]));
  }

  labels(value: unknown, path: string): Record<string, string> | undefined {
    if (value === undefined || value === null) return undefined;
    const labels = this.#some(Object.entries(this.object(value, path)), path);
    return Object.fromEntries(labels.map(([name, text]) => [this.text(name, path) ?? '', this.text(text, path) ?? '']));
  }

  healthcheck(value: unknown, path: string): { Test: string[] } | undefined {
    if (value === undefined || value === null) return undefined;
    return { Test: this.list(this.object(value, path).Test, `${path}.Test`) ?? [] };
  }

  step(value: unknown, path: string): JsonObject {
    const step = this.object(value, path);
    return { ...this.texts(step, STEP_TEXTS, `${path}.`), ...(step.empty_layer === true && { empty_layer: true }) };
  }

  object(value: unknown, path: string): JsonObject {
    if (value === undefined || value === null) return {};
    return isObject(value) ? value : (this.#refuse(path, 'is not an object') ?? {});
  }

  members(value: unknown, path: string): readonly unknown[] {
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? this.#some(value, path) : (this.#refuse(path, 'is not a list') ?? []);
  }

  #some<T>(members: readonly T[], path: string): readonly T[] {
    if (members.length > MOST_MEMBERS) this.#note(path, `has ${members.length} members, ${MOST_MEMBERS} were kept`);
    return members.slice(0, MOST_MEMBERS);
  }

  #refuse(path: string, reason: string): undefined {
    this.#note(path, reason);
  }

  #note(path: string, reason: string): void {
    this.#problems.push({ path, reason });
  }
}
