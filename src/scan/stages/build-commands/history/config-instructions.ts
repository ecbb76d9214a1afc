import { readPlainAssignments, readQuotedAssignments } from './assignments.ts';
import type { BuildInstruction, Keyword } from './build-instruction.ts';
import type { ConfigSection, ImageHistory } from './image-history.ts';

/** What starts in a container, as the config has it: the last of these instructions counts. */
const STARTED = ['ENTRYPOINT', 'CMD', 'HEALTHCHECK'] as const;

/**
 * The instructions of an image with what its config adds: ENTRYPOINT, CMD and HEALTHCHECK get their exact words, and what the
 * history does not tell of follows at its end. Jib, ko, Bazel, `buildah config` and `docker commit --change` record nothing of
 * it, and Kaniko writes `ENV A=$A` where the config has the value.
 */
export function withConfig({ config }: ImageHistory, history: readonly BuildInstruction[]): BuildInstruction[] {
  const started = STARTED.map((keyword) => ({ keyword, words: startedWords(config, keyword) }));
  const exact = started.reduce((all, { keyword, words }) => withWords(all, keyword, words), history);
  const told = (keyword: Keyword) => exact.filter(({ instruction }) => instruction === keyword);
  const missing = [
    ...missingAssignments('ENV', config.env, told('ENV')),
    ...missingAssignments('LABEL', Object.entries(config.labels).map(joinPair), told('LABEL')),
    ...missingWords('EXPOSE', config.exposedPorts, told('EXPOSE')),
    ...missingWords('VOLUME', config.volumes, told('VOLUME')),
    ...started.flatMap(({ keyword, words }) => missingStart(keyword, words, told(keyword))),
    ...missingTexts('ONBUILD', config.onBuild, told('ONBUILD')),
  ];
  return [...exact, ...missing.map((part, index) => ({ ...part, index: history.length + index }))];
}

function startedWords(config: ConfigSection, keyword: (typeof STARTED)[number]): readonly string[] {
  if (keyword !== 'HEALTHCHECK') return keyword === 'CMD' ? config.cmd : config.entrypoint;
  const [kind, ...words] = config.healthcheck;
  if (kind === 'CMD') return words;
  return kind === 'CMD-SHELL' ? [...(config.shell.length > 0 ? config.shell : ['/bin/sh', '-c']), ...words] : [];
}

/** BuildKit and the classic builder write `["a" "b"]` and `&{["CMD-SHELL" "a"] …}`, which is neither JSON nor a shell text. */
function withWords(
  history: readonly BuildInstruction[],
  keyword: Keyword,
  words: readonly string[],
): readonly BuildInstruction[] {
  const last = history.findLastIndex(({ instruction }) => instruction === keyword);
  const telling = history[last];
  return telling && tells(telling, words) ? history.with(last, { ...telling, words }) : history;
}

/** Kaniko and Buildah leave the shell out, so that only the words after `-c` are looked for. */
function tells({ text }: BuildInstruction, words: readonly string[]): boolean {
  const script = words.findIndex((word) => /^(?:-[a-z]*c|\/c|-command)$/i.test(word)) + 1;
  const shown = bare(text.replace(/\\[nrtv]/g, ' '));
  return words.length > 0 && words.slice(script).every((word) => shown.includes(bare(word)));
}

function bare(text: string): string {
  return text.replace(/["'\\,\s]/g, '');
}

function missingStart(keyword: Keyword, words: readonly string[], told: readonly BuildInstruction[]) {
  if (words.length === 0 || told.at(-1)?.words === words) return [];
  return [{ ...fromConfig(keyword, JSON.stringify(words)), words }];
}

function missingAssignments(keyword: Keyword, variables: readonly string[], told: readonly BuildInstruction[]) {
  const known = new Map(variables.map(splitVariable));
  const readings = told.flatMap(({ text, assignments }) => [
    ...assignments,
    ...readPlainAssignments(text, known),
    ...readQuotedAssignments(text),
  ]);
  const texts = new Set(readings.map(({ name, value }) => `${name}=${value ?? ''}`));
  return [...known]
    .filter(([name, value]) => !texts.has(`${name}=${value}`))
    .map(([name, value]) => {
      return { ...fromConfig(keyword, `${name}=${value}`), assignments: [{ name, value }] };
    });
}

export function splitVariable(variable: string): [string, string] {
  const split = variable.indexOf('=');
  return split < 0 ? [variable, ''] : [variable.slice(0, split), variable.slice(split + 1)];
}

function joinPair([name, value]: readonly [string, string]): string {
  return `${name}=${value}`;
}

/** Ports and volumes: `EXPOSE map[80/tcp:{}]`, `EXPOSE [80/tcp]`, `EXPOSE 80`, `VOLUME ["/a"]`, `VOLUME [/a]`. */
function missingWords(keyword: Keyword, wanted: readonly string[], told: readonly BuildInstruction[]) {
  const words = new Set(told.flatMap(({ text }) => text.replaceAll('map[', ' ').split(/[\s[\]",]+|:\{\}/)));
  return wanted
    .filter((word) => !words.has(word) && !words.has(word.replace(/\/tcp$/, '')))
    .map((word) => fromConfig(keyword, word));
}

function missingTexts(keyword: Keyword, wanted: readonly string[], told: readonly BuildInstruction[]) {
  const texts = new Set(told.map(({ text }) => text));
  return wanted.filter((text) => !texts.has(text)).map((text) => fromConfig(keyword, text));
}

function fromConfig(keyword: Keyword, text: string): BuildInstruction {
  return {
    index: 0,
    instruction: keyword,
    text,
    form: null,
    words: null,
    language: 'posix',
    assignments: [],
    builder: 'unknown',
    ambiguous: null,
    emptyLayer: true,
    layer: null,
    layerDigest: null,
    createdBy: `${keyword} ${text}`,
    created: '',
    comment: '',
  };
}
