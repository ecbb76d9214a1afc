import { readPlainAssignments } from './assignments.ts';
import { type Assignment, KEYWORDS, type Keyword } from './build-instruction.ts';
import { type Prefixed, takeShell } from './shell-prefix.ts';

/** What one `created_by` says, before anything else of the image is looked at. */
export interface CreatedBy {
  readonly keyword: Keyword;
  readonly text: string;
  readonly shell: string | null;
  readonly buildArgs: readonly Assignment[];
  /**
   * How it is written: `nop` is `/bin/sh -c #(nop) ENV …` of the classic builder and Buildah, `dockerfile` the
   * instruction alone (BuildKit, Kaniko), `command` what a shell was given, `words` a program with its arguments.
   */
  readonly style: 'nop' | 'dockerfile' | 'command' | 'words';
  readonly ambiguous: string | null;
}

const KEYWORD = new RegExp(`^(${KEYWORDS.join('|')})(?:[ \\t]+|$)`, 'i');
const BUILDKIT = / # buildkit$/;
/** Buildah notes how it changed labels, annotations and times (stage_executor.go, buildMetadata). */
const BUILDAH_NOTES =
  /(?:\|(?:inheritLabels=false|inheritAnnotations=false|unset(?:Label|Annotation)=[^|\s]{1,256}|(?:force|clamp)-mtime=\d{1,20})){1,64}$/;
/** `RUN --mount=…` keeps its flags in Kaniko and Buildah; BuildKit leaves them out. */
const RUN_FLAGS = /^(?:--(?:mount|network|security|device)=\S+\s+){1,64}/;
const HERE_SCRIPT = /^<<(-?)(["']?)(\w+)\2[ \t]*\n/;
const UNCERTAIN_ARGS = 'the builder joins build arguments and command with blanks';

/**
 * Reads the forms of all builders that run instructions:
 *
 * - classic: `/bin/sh -c #(nop)  CMD ["sh"]`, `/bin/sh -c make`, `|1 A=b /bin/sh -c make` (moby, builder/dockerfile);
 * - BuildKit: `RUN /bin/sh -c make # buildkit`, `RUN |1 A=b /bin/sh -c make # buildkit`, `COPY a /b # buildkit`,
 *   `ENV A=b` (buildkit, dockerfile2llb/convert.go: commitToHistory, runCommandString);
 * - Kaniko: the line of the Dockerfile, `RUN make` (kaniko, pkg/executor/build.go: command.String());
 * - Buildah: `/bin/sh -c #(nop) ENV A=b`, `/bin/sh -c make|force-mtime=1` (buildah, stage_executor.go: getCreatedBy).
 *
 * Null when it is empty.
 */
export function readCreatedBy(createdBy: string, inForce: readonly string[]): CreatedBy | null {
  const text = createdBy.replace(BUILDKIT, '').replace(BUILDAH_NOTES, '').trim();
  if (text === '') return null;
  const nop = takeShell(text, inForce);
  const [, keyword] = KEYWORD.exec(text) ?? [];
  // `cmd /S /C` is a shell, and no CMD.
  if (keyword && !nop) return readDockerfileLine(text, keyword.toUpperCase() as Keyword, inForce);
  if (nop?.rest.startsWith('#(nop)')) return readNop(nop.rest.slice('#(nop)'.length).trim());
  return readRun(text, inForce, 'words');
}

function readDockerfileLine(text: string, keyword: Keyword, inForce: readonly string[]): CreatedBy {
  const rest = text.slice(keyword.length).trim();
  if (keyword === 'RUN') return { ...readRun(rest.replace(RUN_FLAGS, ''), inForce, 'dockerfile') };
  return { keyword, text: rest, shell: null, buildArgs: [], style: 'dockerfile', ambiguous: null };
}

function readNop(text: string): CreatedBy {
  const [matched, keyword] = KEYWORD.exec(text) ?? [];
  const common = { shell: null, buildArgs: [], style: 'nop' as const };
  if (matched && keyword) {
    return {
      ...common,
      keyword: keyword.toUpperCase() as Keyword,
      text: text.slice(matched.length).trim(),
      ambiguous: null,
    };
  }
  return { ...common, keyword: 'RUN', text, ambiguous: 'no instruction is named' };
}

function readRun(text: string, inForce: readonly string[], style: 'dockerfile' | 'words'): CreatedBy {
  const { buildArgs, prefixed, rest, ambiguous } = takeBuildArgs(text, inForce);
  const common = { keyword: 'RUN' as const, buildArgs, ambiguous };
  if (!prefixed) return { ...common, text: unwrapHereScript(rest), shell: null, style };
  const command = unwrapHereScript(prefixed.rest.trimStart().replace(RUN_FLAGS, ''));
  return { ...common, text: command, shell: prefixed.shell, style: style === 'words' ? 'command' : style };
}

interface Taken {
  readonly buildArgs: readonly Assignment[];
  readonly prefixed: Prefixed | null;
  readonly rest: string;
  readonly ambiguous: string | null;
}

/** `|2 A=b C=d e /bin/sh -c make`: the arguments end where a shell starts; without one, a word is taken for each. */
function takeBuildArgs(text: string, inForce: readonly string[]): Taken {
  const [matched, count] = /^\|(\d{1,3}) /.exec(text) ?? [];
  if (!matched) return { buildArgs: [], prefixed: takeShell(text, inForce), rest: text, ambiguous: null };
  const rest = text.slice(matched.length);
  const start = findShell(rest, inForce);
  if (start >= 0) {
    const buildArgs = readPlainAssignments(rest.slice(0, start).trim(), new Map());
    const ambiguous = buildArgs.length === Number(count) ? null : UNCERTAIN_ARGS;
    return { buildArgs, prefixed: takeShell(rest.slice(start), inForce), rest, ambiguous };
  }
  const words = rest.split(' ');
  const buildArgs = words.slice(0, Number(count)).flatMap((word) => readPlainAssignments(word, new Map()));
  return { buildArgs, prefixed: null, rest: words.slice(Number(count)).join(' '), ambiguous: UNCERTAIN_ARGS };
}

const SHELL_AHEAD = / (?=\/(?:usr\/)?bin\/(?:sh|bash|ash|dash|zsh|ksh) |\/busybox\/sh |cmd |powershell |pwsh )/gi;

/** Where the shell starts that a command was given to; -1 when there is none. */
function findShell(text: string, inForce: readonly string[]): number {
  const known = inForce.length > 0 ? text.indexOf(` ${inForce.join(' ')} `) : -1;
  if (known >= 0) return known + 1;
  for (const { index } of text.matchAll(SHELL_AHEAD)) {
    if (takeShell(text.slice(index + 1), [])) return index + 1;
  }
  return -1;
}

/** `RUN <<EOF`: the document is the script (Dockerfile reference, here-documents). */
function unwrapHereScript(text: string): string {
  const [matched, , , delimiter] = HERE_SCRIPT.exec(text) ?? [];
  if (!matched) return text;
  const body = text.slice(matched.length);
  return body.endsWith(`\n${delimiter}`) ? body.slice(0, -(delimiter as string).length) : body;
}
