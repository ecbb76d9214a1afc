export { packagesOf, problemsOf, type ReadBuiltOptions, readBuiltLayer, streamBytes } from './read-built-layer.ts';
