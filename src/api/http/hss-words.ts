import {
  IMAGE_TYPE_WORDS,
  type ImageTypeWord,
  REGISTRY_TYPE_WORDS,
  type RegistryTypeWord,
  SCAN_STATUS_WORDS,
  type ScanStatusWord,
  SEVERITY_WORDS,
  type SeverityWord,
} from '../../contract/index.ts';
import type { RegistryType, ScanStatus, Severity } from '../../model/index.ts';

/** Words of the wire to words of the model; the types prove that the tables of the contract miss no word of either. */
export const registryTypeOf: Readonly<Record<RegistryTypeWord, RegistryType>> = REGISTRY_TYPE_WORDS;
export const registryTypeOfImageType: Readonly<Record<ImageTypeWord, RegistryType>> = IMAGE_TYPE_WORDS;
export const scanStatusOf: Readonly<Record<ScanStatusWord, ScanStatus>> = SCAN_STATUS_WORDS;
export const severityOf: Readonly<Record<SeverityWord, Severity>> = SEVERITY_WORDS;

/** And back. */
export const registryTypeWord = inverse<RegistryTypeWord, RegistryType>(registryTypeOf);
export const imageTypeWord = inverse<ImageTypeWord, RegistryType>(registryTypeOfImageType);
export const scanStatusWord = inverse<ScanStatusWord, ScanStatus>(scanStatusOf);
export const severityWord = inverse<SeverityWord, Severity>(severityOf);

function inverse<Wire extends string, Model extends string>(
  words: Readonly<Record<Wire, Model>>,
): Readonly<Record<Model, Wire>> {
  return Object.fromEntries(Object.entries(words).map(([wire, model]) => [model, wire])) as Record<Model, Wire>;
}
