export * from './app-error.ts';
export * from './image.ts';
export * from './manifest.ts';
export * from './package.ts';
export * from './registry.ts';
export * from './scan.ts';
export * from './scan-failure.ts';
export * from './tenant.ts';
