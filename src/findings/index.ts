export { judgeVulnerabilities, type VulnerabilityVerdict } from './judge-vulnerabilities.ts';
export { type BuildCommandImage, listBuildCommandImages } from './list-build-command-images.ts';
export { type BrokenRule, type BuildCommandFilter, listBrokenRules } from './list-build-command-rules.ts';
export { type ImageApp, listImageApps } from './list-image-apps.ts';
export { type ImageVulnerability, listImageVulnerabilities } from './list-image-vulnerabilities.ts';
export { listVulnerabilityCves, type VulnerabilityCve } from './list-vulnerability-cves.ts';
export { listVulnerableImages, type VulnerableImage } from './list-vulnerable-images.ts';
export { savePackageAdvisories } from './save-package-advisories.ts';
