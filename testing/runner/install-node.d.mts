export function installNode(version: string, cache: string): string;
export function platformPackage(platform: string, arch: string): string;
