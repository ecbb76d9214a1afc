/** The instructions of a Dockerfile (the Dockerfile reference). */
export const KEYWORDS = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
] as const;
export type Keyword = (typeof KEYWORDS)[number];

/** One step of the build that the history of an image tells of. Nothing of the history is dropped. */
export interface BuildInstruction {
  /** Place in the history, oldest 0. Instructions that only the config tells of follow after the last. */
  readonly index: number;
  /** `LAYER`: a builder without instructions (Jib, Bazel, Nix, …) made it; `UNKNOWN`: nobody says how it was made. */
  readonly instruction: Keyword | 'LAYER' | 'UNKNOWN';
  /** The arguments of the instruction; of RUN the command without the shell that ran it. */
  readonly text: string;
  /** Of RUN: whether a shell read the text, or it is a list of words; else null. */
  readonly form: 'shell' | 'exec' | null;
  /** The words of the exec form where they are known exactly; of ENTRYPOINT, CMD and HEALTHCHECK as the config has them. */
  readonly words: readonly string[] | null;
  /** The language of the text of RUN. */
  readonly language: 'posix' | 'powershell' | 'cmd';
  /** What ENV, ARG and LABEL set, and the build arguments that were in force for RUN. */
  readonly assignments: readonly Assignment[];
  readonly builder: Builder;
  /** Why the text may differ from what was written, in words; null when it does not. */
  readonly ambiguous: string | null;
  readonly emptyLayer: boolean;
  /** Place among the layers, base 0, and the digest of that layer; null without a layer, or when history and layers do not fit. */
  readonly layer: number | null;
  readonly layerDigest: string | null;
  /** As the config has it. */
  readonly createdBy: string;
  readonly created: string;
  readonly comment: string;
}

export interface Assignment {
  readonly name: string;
  /** Null for ARG without a default. */
  readonly value: string | null;
}

export type Builder =
  | 'classic'
  | 'buildkit'
  | 'kaniko'
  | 'buildah'
  | 'jib'
  | 'ko'
  | 'bazel'
  | 'nix'
  | 'buildpacks'
  | 'apko'
  | 'base'
  | 'commit'
  | 'squash'
  | 'unknown';
