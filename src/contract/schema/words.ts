import Type from 'typebox';
import {
  REGISTRY_TYPE_NAMES,
  REGISTRY_TYPES,
  type RegistryType,
  SCAN_FAILURES,
  type ScanFailureCode,
  type ScanStatus,
  type Severity,
} from '../../model/index.ts';
import { commaList, INT32_MAX, int32 } from './fields.ts';

/** The vocabulary of the HSS API. `…Word` maps a name of the model to its word on the wire, `…Of` maps it back. */

type RegistryTypeRow = (typeof REGISTRY_TYPES)[RegistryType];
type ConnectableRow = Extract<RegistryTypeRow, { readonly connectable: true }>;
export type RegistryTypeWord = RegistryTypeRow['wireName'];
export type ImageTypeWord = RegistryTypeRow['wireImageType'];

export const registryTypeWord = wordsOfTypes((row) => row.wireName);
export const registryTypeOf = inverse(registryTypeWord);
/** An image type follows from the type of its registry. */
export const imageTypeWord = wordsOfTypes((row) => row.wireImageType);
export const registryTypeOfImageType = inverse(imageTypeWord);

export const scanStatusOf = {
  unscan: 'unscanned',
  success: 'succeeded',
  scanning: 'scanning',
  failed: 'failed',
  download_failed: 'download_failed',
  image_oversized: 'oversized',
  waiting_for_scan: 'queued',
} as const satisfies Record<string, ScanStatus>;
export type ScanStatusWord = keyof typeof scanStatusOf;
export const scanStatusWord: Readonly<Record<ScanStatus, ScanStatusWord>> = inverse(scanStatusOf);

export const severityOf = { Security: 'none', Low: 'low', Medium: 'medium', High: 'high' } as const satisfies Record<
  string,
  Severity
>;
export type SeverityWord = keyof typeof severityOf;
export const severityWord: Readonly<Record<Severity, SeverityWord>> = inverse(severityOf);

export const REGISTRY_TYPE_WORDS = Object.values(registryTypeWord);
/** Types that can be connected by hand. */
export const CONNECTABLE_TYPE_WORDS = Object.values(REGISTRY_TYPES)
  .filter((row): row is ConnectableRow => row.connectable)
  .map((row) => row.wireName);
export const IMAGE_TYPE_WORDS = Object.values(imageTypeWord);
export const SCAN_STATUS_WORDS = Object.keys(scanStatusOf) as ScanStatusWord[];
export const SEVERITY_WORDS = Object.keys(severityOf) as SeverityWord[];
export const SCAN_FAILURE_CODES = Object.keys(SCAN_FAILURES) as ScanFailureCode[];

/** Finding operations also take `cicd` (build-pipeline images); there are none here, so it matches nothing. */
export const FINDING_IMAGE_TYPE_WORDS = [...IMAGE_TYPE_WORDS, 'cicd'] as const;
/** The build-command operations tell pipeline images from all others only. */
export const BUILD_COMMAND_IMAGE_TYPES = ['cicd', 'registry'] as const;
export const BUILD_COMMAND_RISK_LEVELS = ['critical', 'high', 'medium', 'low'] as const;
export const REPAIR_NECESSITIES = ['immediate_repair', 'delay_repair', 'not_needed_repair'] as const;

/** The filter by types of registry that several operations take. */
export const registryTypes = Type.Optional(
  commaList(REGISTRY_TYPE_WORDS, { description: 'Kinds of registry, separated by commas.' }),
);

/** A bit mask of what to scan; `all` is what the vendor's tools send. Requests may write it in decimal or as `0x…` text. */
export const scanScope = int32(0, INT32_MAX, {
  'x-bits': {
    software_compliance: '0x0000000f',
    sensitive_information: '0x000000f0',
    malicious_file: '0x00000f00',
    baseline: '0x0000f000',
    vulnerability: '0x000f0000',
    all: '0x7fffffff',
    none: '0x0',
  },
  'x-hex-text': true,
  description: 'Bit mask of what to scan, decimal or `0x…`.',
});

/** One word of each registry type, in the order of the table. */
function wordsOfTypes<Word extends string>(
  wordOf: (row: RegistryTypeRow) => Word,
): Readonly<Record<RegistryType, Word>> {
  const pairs = REGISTRY_TYPE_NAMES.map((type) => [type, wordOf(REGISTRY_TYPES[type])]);
  return Object.fromEntries(pairs);
}

function inverse<From extends string, To extends string>(
  words: Readonly<Record<From, To>>,
): Readonly<Record<To, From>> {
  return Object.fromEntries(Object.entries(words).map(([from, to]) => [to, from]));
}
