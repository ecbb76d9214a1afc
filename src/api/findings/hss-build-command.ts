import { imageTypeWord, type Row, shorten } from '../../contract/index.ts';
import type { BrokenRule, BuildCommandImage } from '../../findings/index.ts';
import type { BuildCommandRule } from '../../scan/index.ts';

/** The contract's maximum. */
const IMAGES_MAX = 2_097_152;
/** The contract's length of an instruction. */
const INSTRUCTION_LENGTH = 256;

export function toRiskInfo(rule: BuildCommandRule, broken: BrokenRule): Row<'listImageBuildCommandRisks'> {
  return {
    ...(broken.scanTime !== null && { latest_scan_time: broken.scanTime }),
    image_num: Math.min(broken.images, IMAGES_MAX),
    risk_id: rule.id,
    rule_id: rule.id,
    risk_name: rule.title.en,
    risk_level: rule.severity,
    description: rule.why.en,
    image_type: 'registry',
  };
}

export function toRiskImage(rule: BuildCommandRule, image: BuildCommandImage): Row<'listImageBuildCommandRisksImages'> {
  const risks = image.risks.map(({ text, cut }) => ({
    remediation: rule.fix.en,
    build_instruction: shorten(cut ? `${text}…` : text, INSTRUCTION_LENGTH),
  }));
  return {
    namespace: image.namespace,
    image_digest: image.imageDigest,
    image_id: image.imageDigest.slice(image.imageDigest.indexOf(':') + 1),
    image_name: image.imageName,
    image_version: image.imageVersion,
    image_type: imageTypeWord[image.registryType],
    image_size: image.imageSize,
    ...(image.scanTime !== null && { latest_scan_time: image.scanTime }),
    risk_detail_info: { risk_num: image.riskCount, risk_list: risks },
  };
}
