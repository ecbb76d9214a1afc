import type { HistoryStep, ImageView, ViewedConfig } from '../../port/image-view.ts';
import type { ConfigSection, HistoryEntry, ImageHistory } from './image-history.ts';

/** The history of an image as its view shows it. */
export function historyOf(config: ViewedConfig, { layers }: Pick<ImageView, 'layers'>): ImageHistory {
  return {
    os: textOf(config.document.os),
    history: config.history.map(toEntry),
    layers: layers.map(({ digest }) => digest),
    config: toSection(objectOf(config.document.config)),
    cuts: config.problems.map(({ path, reason }) => `${path} ${reason}`.trim()),
  };
}

function toEntry({ created, createdBy, author, comment, emptyLayer }: HistoryStep): HistoryEntry {
  return { created, createdBy, author, comment, emptyLayer };
}

function toSection(config: Readonly<Record<string, unknown>>): ConfigSection {
  return {
    user: textOf(config.User),
    env: listOf(config.Env),
    entrypoint: listOf(config.Entrypoint),
    cmd: listOf(config.Cmd),
    healthcheck: listOf(objectOf(config.Healthcheck).Test),
    shell: listOf(config.Shell),
    onBuild: listOf(config.OnBuild),
    labels: Object.fromEntries(Object.entries(objectOf(config.Labels)).map(([name, value]) => [name, textOf(value)])),
    volumes: Object.keys(objectOf(config.Volumes)),
    exposedPorts: Object.keys(objectOf(config.ExposedPorts)),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
