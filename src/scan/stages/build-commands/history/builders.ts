import type { Builder } from './build-instruction.ts';
import type { HistoryEntry } from './image-history.ts';

interface LayerMaker {
  readonly builder: Builder;
  /** True for the entries that it writes. */
  writes(entry: HistoryEntry): boolean;
}

/**
 * Builders that run no instructions, told by what they write into the history:
 *
 * - Jib: author `Jib`, created_by `jib-maven-plugin:3.4.0`, comment `dependencies` (jib-core, BuildImageStep.java).
 * - ko: author `ko`, created_by `ko build ko://…`, formerly `ko publish …` (ko, pkg/build/gobuild.go).
 * - Bazel: author `Bazel`, created_by `bazel build …` (rules_docker, create_image_config; distroless).
 * - Nix: no created_by, comment `store paths: […]` (nixpkgs, docker/stream_layered_image.py).
 * - Buildpacks: `Buildpacks Launcher Config`, `Application Layer`, `Layer: 'x', Created by buildpack: …` (lifecycle, exporter).
 * - apko: created_by `apko` (apko, pkg/build/oci).
 * - base images: debuerreotype `# debian.sh …`, KIWI `KIWI 10.1`, Windows `Apply image …` and `Install update …`.
 * - docker import: comment `Imported from -`; docker build --squash: comment `merge sha256:… to sha256:…` (moby, daemon/images).
 */
const LAYER_MAKERS: readonly LayerMaker[] = [
  { builder: 'jib', writes: ({ author, createdBy }) => author === 'Jib' || /^jib(?:-[a-z-]{1,30})?:/.test(createdBy) },
  { builder: 'ko', writes: ({ author, createdBy }) => author === 'ko' || /^ko (?:build|publish) /.test(createdBy) },
  { builder: 'bazel', writes: ({ author, createdBy }) => author === 'Bazel' || createdBy.startsWith('bazel build') },
  { builder: 'nix', writes: ({ createdBy, comment }) => createdBy === '' && comment.startsWith('store paths:') },
  { builder: 'buildpacks', writes: ({ createdBy }) => isBuildpack(createdBy) },
  { builder: 'apko', writes: ({ createdBy }) => createdBy === 'apko' },
  {
    builder: 'base',
    writes: ({ createdBy }) => /^(?:# debian\.sh |KIWI |Apply image |Install update )/.test(createdBy),
  },
];

/** The builder of an entry that stands for no instruction; null when the entry may be one. */
export function findLayerMaker(entry: HistoryEntry): Builder | null {
  return LAYER_MAKERS.find((maker) => maker.writes(entry))?.builder ?? null;
}

/** Squashing and importing keep the files and forget the instructions that made them. */
export function isSquashed({ createdBy, comment }: HistoryEntry): boolean {
  return createdBy === '' && /^(?:merge sha256:|Imported from )/.test(comment);
}

function isBuildpack(createdBy: string): boolean {
  return /^(?:Buildpacks |Application (?:Layer|Slice)|Process Types Symlinks|Software Bill-of-Materials|Layer: ')/.test(
    createdBy,
  );
}
