/** How an image was made, as far as its config tells: image-spec `config.md`, and Docker's additions to it. */
export interface ImageHistory {
  /** `linux`, `windows`, …; empty when the config does not say. */
  readonly os: string;
  /** Oldest first. */
  readonly history: readonly HistoryEntry[];
  /** Digests of the layers, base first. */
  readonly layers: readonly string[];
  readonly config: ConfigSection;
  /** What was left out when the config was stored, in words; empty when nothing was. */
  readonly cuts: readonly string[];
}

export interface HistoryEntry {
  /** As written; empty when absent. */
  readonly created: string;
  readonly createdBy: string;
  readonly author: string;
  readonly comment: string;
  /** True when the step made no layer. */
  readonly emptyLayer: boolean;
}

/** The member `config`: how containers of the image start. Absent members are empty. */
export interface ConfigSection {
  readonly user: string;
  /** `NAME=value` */
  readonly env: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly healthcheck: readonly string[];
  readonly shell: readonly string[];
  readonly onBuild: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  /** `80/tcp` */
  readonly exposedPorts: readonly string[];
}

export const EMPTY_CONFIG: ConfigSection = {
  user: '',
  env: [],
  entrypoint: [],
  cmd: [],
  healthcheck: [],
  shell: [],
  onBuild: [],
  labels: {},
  volumes: [],
  exposedPorts: [],
};
