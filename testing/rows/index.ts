/** Rows as a test wants them, written with plain SQL so that a test of a reader does not depend on a writer. */
export { type AdvisoryRow, insertAdvisory, matchPackage } from './advisory.ts';
export { insertBuildCommandRisk } from './build-command.ts';
export { digestOf, type ImageRow, type InsertedImage, insertImage } from './image.ts';
export { insertPackage, installPackage, type PackageRow } from './package.ts';
export { insertProject } from './project.ts';
export { type InsertedRegistry, insertRegistry } from './registry.ts';
