export { analyzeFile, packageFacts, unreadReasons } from './analyze-file.ts';
export { packagesOf, problemsOf, type ReadBuiltOptions, readBuiltLayer, streamBytes } from './read-built-layer.ts';
