/** The features there are, by the name they are called with. */
import { backup } from './backup.js';
import { brief } from './brief.js';
import { check } from './check.js';
import { compare } from './compare.js';
import { digest } from './digest.js';
import { discuss } from './discuss.js';
import { exportData } from './export.js';
import type { Features } from './feature.js';
import { forget } from './forget.js';
import { glossary } from './glossary.js';
import { hint } from './hint.js';
import { notes } from './notes.js';
import { quiz } from './quiz.js';
import { relay } from './relay.js';
import { schedule } from './schedule.js';
import { teacher } from './teacher.js';
import { upload } from './upload.js';

export const features: Features = {
  hint,
  check,
  relay,
  teacher,
  notes,
  export: exportData,
  forget,
  discuss,
  schedule,
  backup,
  brief,
  quiz,
  glossary,
  compare,
  digest,
  upload,
};
