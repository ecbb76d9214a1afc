import { withTriggered } from './acting-part.ts';
import { readPlainAssignments, readQuotedAssignments } from './assignments.ts';
import type { Assignment, Builder, BuildInstruction } from './build-instruction.ts';
import { findLayerMaker, isSquashed } from './builders.ts';
import { splitVariable, withConfig } from './config-instructions.ts';
import { type CreatedBy, readCreatedBy } from './created-by.ts';
import type { HistoryEntry, ImageHistory } from './image-history.ts';
import { languageOf } from './shell-prefix.ts';

export interface ReadHistory {
  readonly instructions: readonly BuildInstruction[];
  /** What is not known of how the image was made, one sentence each. */
  readonly problems: readonly string[];
}

interface Reading {
  readonly image: ImageHistory;
  readonly env: ReadonlyMap<string, string>;
  /** History and layers fit together, so that a step can be said to have made a layer. */
  readonly fits: boolean;
  /** The SHELL in force. */
  shell: readonly string[];
  layer: number;
}

const POSIX_SHELL = ['/bin/sh', '-c'];
const WINDOWS_SHELL = ['cmd', '/S', '/C'];
/** BuildKit mounts a here-document that starts with `#!` as a file and records its name alone (dockerfile2llb/convert.go). */
const HERE_FILE = /^\/dev\/pipes\/\S{1,256}$/;
const BARE_SHELL = /^(?:\/[a-z/]{1,32}\/)?(?:ba|da|a|z|k)?sh(?: -[il]{1,2})?$/;
const EXEC_OR_COMMIT = 'it is an instruction in exec form, or the command of a committed container';

/**
 * The build instructions of an image, whichever builder wrote its history. What cannot be told is kept as it stands:
 * as RUN when it may be one, else as LAYER or UNKNOWN; the problems say what is missing.
 */
export function readHistory(image: ImageHistory): ReadHistory {
  const reading: Reading = {
    image,
    env: new Map(image.config.env.map(splitVariable)),
    fits: image.history.filter((entry) => !entry.emptyLayer).length === image.layers.length,
    shell: image.os === 'windows' ? WINDOWS_SHELL : POSIX_SHELL,
    layer: 0,
  };
  const steps = image.history.map((entry, index) => readEntry(entry, index, reading));
  const instructions = withConfig(image, steps).map(withTriggered);
  return { instructions, problems: [...image.cuts, ...findProblems(instructions, reading)] };
}

function readEntry(entry: HistoryEntry, index: number, reading: Reading): BuildInstruction {
  const place = { ...placeOf(entry, reading), index, emptyLayer: entry.emptyLayer };
  const { createdBy, created, comment } = entry;
  const common = { ...place, createdBy, created, comment };
  const read = readCreatedBy(createdBy, reading.shell);
  // What reads as an instruction is one, whatever author it names: `MAINTAINER Jib` must not hide a RUN.
  const maker = read && read.style !== 'words' ? null : findLayerMaker(entry);
  if (maker || !read) return { ...common, ...withoutInstruction(entry, maker) };
  if (read.keyword === 'SHELL') reading.shell = readWords(read.text) ?? reading.shell;
  return { ...common, ...toInstruction(read, entry, reading) };
}

function placeOf(entry: HistoryEntry, reading: Reading) {
  if (entry.emptyLayer) return { layer: null, layerDigest: null };
  const layer = reading.layer;
  reading.layer += 1;
  return reading.fits
    ? { layer, layerDigest: reading.image.layers[layer] ?? null }
    : { layer: null, layerDigest: null };
}

function withoutInstruction(entry: HistoryEntry, maker: Builder | null) {
  const text = entry.createdBy === '' ? entry.comment : entry.createdBy;
  const nothing = { form: null, words: null, language: 'posix' as const, assignments: [], ambiguous: null };
  if (maker) return { ...nothing, instruction: 'LAYER' as const, text, builder: maker };
  const builder: Builder = isSquashed(entry) ? 'squash' : 'unknown';
  return { ...nothing, instruction: 'UNKNOWN' as const, text, builder };
}

function toInstruction(read: CreatedBy, entry: HistoryEntry, reading: Reading) {
  const builder = builderOf(read, entry);
  const words = read.keyword === 'RUN' || read.keyword === 'SHELL' ? readWords(read.text) : null;
  const isRun = read.keyword === 'RUN';
  const form = isRun ? (words || (read.shell === null && builder !== 'kaniko') ? 'exec' : 'shell') : null;
  return {
    instruction: read.keyword,
    text: read.text,
    form: form as BuildInstruction['form'],
    words: isRun ? words : null,
    language: languageOf(read.shell ?? (form === 'exec' ? (words?.[0] ?? read.text) : reading.shell.join(' '))),
    assignments: readAssignments(read, builder, reading),
    builder,
    ambiguous: read.ambiguous ?? (isRun && form === 'exec' && !words ? ambiguityOf(read) : null),
  };
}

function ambiguityOf(read: CreatedBy): string {
  return read.style === 'words' ? EXEC_OR_COMMIT : 'the builder joins the words of the exec form with blanks';
}

/** The classic builder and Buildah write alike; Buildah tells itself by what it adds. */
function builderOf({ style }: CreatedBy, { createdBy, comment, author }: HistoryEntry): Builder {
  if (comment.startsWith('buildkit.') || createdBy.endsWith(' # buildkit')) return 'buildkit';
  if (author === 'kaniko') return 'kaniko';
  if (comment.includes('FROM ') || /\|(?:inheritLabels|unset|force-mtime|clamp-mtime)/.test(createdBy))
    return 'buildah';
  if (style === 'dockerfile') return 'buildkit';
  return style === 'words' ? 'commit' : 'classic';
}

function readAssignments(read: CreatedBy, builder: Builder, reading: Reading): readonly Assignment[] {
  if (read.keyword === 'RUN') return read.buildArgs;
  if (read.keyword !== 'ENV' && read.keyword !== 'ARG' && read.keyword !== 'LABEL') return [];
  const known = read.keyword === 'ENV' ? reading.env : new Map(Object.entries(reading.image.config.labels));
  // Kaniko and Buildah keep the line with its quotes; the others write the values bare.
  if (builder === 'kaniko' || builder === 'buildah' || /=["']/.test(read.text)) return readQuotedAssignments(read.text);
  return readPlainAssignments(read.text, read.keyword === 'ARG' ? new Map() : known);
}

/** `["a", "b"]`, and `[a b]` as BuildKit writes a SHELL; null for anything else. */
function readWords(text: string): readonly string[] | null {
  if (!text.startsWith('[') || !text.endsWith(']')) return null;
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : null;
  } catch {
    return /^\[[^"\]]*\]$/.test(text) ? text.slice(1, -1).split(' ') : null;
  }
}

function findProblems(instructions: readonly BuildInstruction[], { image, fits }: Reading): string[] {
  const layers = image.layers.length;
  if (image.history.length === 0)
    return layers > 0 ? [`the config has no history for its ${count(layers, 'layer')}`] : [];
  const unknown = instructions.filter(
    (each) => !each.emptyLayer && (each.instruction === 'UNKNOWN' || isBareShell(each)),
  );
  const silent = unknown.filter(({ builder }) => builder !== 'squash').length;
  const squashed = unknown.length - silent;
  const scripts = instructions.filter(({ instruction, text }) => instruction === 'RUN' && HERE_FILE.test(text)).length;
  return [
    ...(fits ? [] : [`the history does not fit the ${count(layers, 'layer')} of the image`]),
    ...(silent > 0 ? [`the history does not say how ${count(silent, 'layer')} came about`] : []),
    ...(squashed > 0 ? [`the instructions of ${count(squashed, 'squashed or imported layer')} are not recorded`] : []),
    ...(scripts > 0 ? [`what ${count(scripts, 'here-document')} ran is not recorded`] : []),
  ];
}

/** `bash` alone runs nothing in a build: somebody worked in a container and committed it (docker commit, buildah commit). */
function isBareShell({ builder, instruction, text }: BuildInstruction): boolean {
  return instruction === 'RUN' && (builder === 'commit' || builder === 'buildah') && BARE_SHELL.test(text);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
