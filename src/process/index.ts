export { type Closers, createClosers } from './closers.ts';
export { clusterOf, makeDataFolder, makeFolders } from './data-folder.ts';
export { type ListenAddress, listenFailure, refuseTakenAddress } from './listen-address.ts';
export { createLogger, type Logger } from './log.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { type Clock, systemClock, withinSeconds } from './time.ts';
