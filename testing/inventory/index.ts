export { emptyImage } from './empty-image.ts';
export { insertImages } from './insert-images.ts';
export { openRandom, type Random } from './random.ts';
export { BASE_TIME, randomImages, type SeededImage, type SeededRegistry } from './random-images.ts';
