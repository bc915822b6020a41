/** The features there are, by the name they are called with. */
import type { Features } from './feature.js';

export const features: Features = {};
