import { AppError, type Platform } from '../model/index.ts';
import { parsePlatform } from './descriptor.ts';
import { isDigest } from './digest.ts';
import { isObject, type JsonObject, parseJsonObject, textMember } from './parse-json.ts';

export interface HistoryEntry {
  readonly createdBy: string;
  /** True when the step made no layer. */
  readonly emptyLayer: boolean;
}

export interface ImageConfig {
  /** Milliseconds since 1970; null when absent, unreadable, or the year 1 or 1970 that reproducible builds write. */
  readonly createdAt: number | null;
  readonly platform: Platform | null;
  /** Digests of the uncompressed layers, base first. */
  readonly diffIds: readonly string[];
  readonly history: readonly HistoryEntry[];
}

/** Codes of errors that are faults of the config itself: the next try would find the same. */
export const CONFIG_FAULTS = [
  'digest_mismatch',
  'limit_exceeded',
  'registry_not_found',
  'registry_protocol',
  'unreadable',
] as const;

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
const ENTRIES = 4096;
const COMMAND_LENGTH = 16 * 1024;
const DAY = 86_400_000;

/**
 * Reads an image config (image-spec config.md). Throws registry_protocol when it is not a JSON object or a diff_id is not a digest,
 * limit_exceeded above 4096 layers. Of the history the first 4096 entries are read.
 */
export function parseImageConfig(bytes: Buffer): ImageConfig {
  const document = parseJsonObject(bytes, 'the image config');
  const rootfs = isObject(document.rootfs) ? document.rootfs : {};
  return {
    createdAt: parseTime(textMember(document, 'created', 64)),
    platform: parsePlatform(document),
    diffIds: entries(rootfs, 'diff_ids').map(parseDiffId),
    history: list(document, 'history').slice(0, ENTRIES).filter(isObject).map(parseStep),
  };
}

function entries(object: JsonObject, name: string): unknown[] {
  const value = list(object, name);
  if (value.length > ENTRIES) throw new AppError('limit_exceeded', `the image config has more than ${ENTRIES} ${name}`);
  return value;
}

function list(object: JsonObject, name: string): unknown[] {
  const value = object[name] ?? [];
  if (!Array.isArray(value)) throw new AppError('registry_protocol', `${name} of the image config is not a list`);
  return value;
}

function parseDiffId(value: unknown): string {
  if (typeof value === 'string' && isDigest(value)) return value;
  throw new AppError('registry_protocol', 'a diff_id of the image config is no digest');
}

function parseStep(step: JsonObject): HistoryEntry {
  return { createdBy: textMember(step, 'created_by', COMMAND_LENGTH) ?? '', emptyLayer: step.empty_layer === true };
}

function parseTime(text: string | null): number | null {
  const time = text !== null && RFC3339.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) || time < DAY ? null : time;
}
