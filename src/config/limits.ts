/** Every cap on what comes from outside. Each is one variable `HULLWATCH_LIMIT_*`; hitting one is reported as the reason. */
export interface Limits {
  /** One manifest or index, bytes. */
  readonly manifestBytes: number;
  /** One image config blob, bytes. */
  readonly configBytes: number;
  /** All compressed layers of one image, bytes. */
  readonly imageBytes: number;
  readonly layerCount: number;
  /** One layer uncompressed, bytes. */
  readonly layerBytes: number;
  /** Tar entries of one layer. */
  readonly layerEntries: number;
  /** Uncompressed to compressed size of one layer, applied after the first 10 MiB. */
  readonly layerRatio: number;
  /** One path inside a layer, bytes. */
  readonly pathLength: number;
  /** One file handed to an analyzer, bytes. */
  readonly fileBytes: number;
  /** Reading one layer, seconds. */
  readonly layerSeconds: number;
  readonly tagsPerRepository: number;
  /** Repositories of one registry. */
  readonly repositories: number;
  /** Pages of one listing. */
  readonly pages: number;
  /** Requests in flight to one registry. */
  readonly registryConcurrency: number;
  /** One advisory record, bytes. */
  readonly advisoryBytes: number;
  /** One advisory feed, bytes. */
  readonly advisoryFeedBytes: number;
}

export interface LimitSetting {
  readonly fallback: number;
  readonly unit: 'bytes' | 'seconds' | 'count' | 'ratio';
  /** What is capped, and the attack or accident it stops. */
  readonly about: string;
}

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

export const LIMIT_SETTINGS: { readonly [Name in keyof Limits]: LimitSetting } = {
  manifestBytes: { fallback: 4 * MIB, unit: 'bytes', about: 'one manifest or index; stops endless answers' },
  configBytes: { fallback: 8 * MIB, unit: 'bytes', about: 'one image config; stops endless answers' },
  imageBytes: { fallback: 20 * GIB, unit: 'bytes', about: 'all compressed layers of one image together' },
  layerCount: { fallback: 512, unit: 'count', about: 'layers of one image' },
  layerBytes: { fallback: 20 * GIB, unit: 'bytes', about: 'one layer uncompressed; stops decompression bombs' },
  layerEntries: {
    fallback: 1_000_000,
    unit: 'count',
    about: 'archive entries of one layer; stops floods of empty files',
  },
  layerRatio: {
    fallback: 1000,
    unit: 'ratio',
    about: 'uncompressed to compressed bytes of one layer, after the first 10 MiB; stops decompression bombs early',
  },
  pathLength: { fallback: 4096, unit: 'bytes', about: 'one path inside a layer; stops absurd archive headers' },
  fileBytes: {
    fallback: 64 * MIB,
    unit: 'bytes',
    about: 'one file held in memory for analysis, such as a package database',
  },
  layerSeconds: {
    fallback: 1800,
    unit: 'seconds',
    about: 'reading one layer; stops registries that send a byte at a time',
  },
  tagsPerRepository: { fallback: 1_000_000, unit: 'count', about: 'tags of one repository; stops endless paging' },
  repositories: { fallback: 1_000_000, unit: 'count', about: 'repositories of one registry; stops endless paging' },
  pages: { fallback: 100_000, unit: 'count', about: 'pages of one listing; stops endless paging' },
  registryConcurrency: { fallback: 8, unit: 'count', about: 'requests in flight to one registry' },
  advisoryBytes: { fallback: 16 * MIB, unit: 'bytes', about: 'one advisory record' },
  advisoryFeedBytes: {
    fallback: 4 * GIB,
    unit: 'bytes',
    about: 'one advisory feed as it is stored or sent, and unpacked',
  },
};

/** The limits when nothing is configured. */
export const defaultLimits: Limits = fillLimits((_name, setting) => setting.fallback);

/** Builds a whole `Limits` by asking for each one. */
export function fillLimits(value: (name: keyof Limits, setting: LimitSetting) => number): Limits {
  const names = Object.keys(LIMIT_SETTINGS) as (keyof Limits)[];
  return Object.fromEntries(names.map((name) => [name, value(name, LIMIT_SETTINGS[name])])) as unknown as Limits;
}

/** `layerBytes` is set by `HULLWATCH_LIMIT_LAYER_BYTES`. */
export function limitVariable(name: keyof Limits): string {
  return `HULLWATCH_LIMIT_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
