/**
 * The classroom's commands as the command table shows them: names that can be typed, how they are used, what they do.
 */
import type { PhraseKey } from '../essay/phrases.js';
import type { FeatureName } from './types.js';

/** The features of this version: only these can be called, and stand in help. */
export const shippedFeatures: readonly FeatureName[] = [
  'hint',
  'check',
  'relay',
  'teacher',
  'notes',
  'export',
  'forget',
  'discuss',
  'schedule',
  'backup',
  'brief',
  'quiz',
  'glossary',
  'compare',
  'digest',
  'upload',
];

/** Slash names, the first one shown. */
export const featureSlash: Readonly<Record<FeatureName, readonly string[]>> = {
  hint: ['hint', 'hints'],
  check: ['check'],
  discuss: ['discuss', 'discussion'],
  schedule: ['schedule', 'schedules'],
  backup: ['backup', 'back-it-up', 'backitup'],
  brief: ['brief'],
  quiz: ['quiz'],
  glossary: ['glossary', 'terms'],
  compare: ['compare'],
  digest: ['digest'],
  relay: ['relay', 'anonymous'],
  teacher: ['ask-teacher', 'teacher-question'],
  notes: ['notes', 'class-notes'],
  upload: ['upload', 'uploads'],
  export: ['export'],
  forget: ['forget-me', 'forget', 'delete-me'],
};

export const featureUsage: Readonly<Record<FeatureName, string>> = {
  hint: '/hint [why …?] · /hint next',
  check: '/check <your answer>',
  discuss: '/discuss [p3-6 | a topic]',
  schedule: '/schedule [mon 09:00 Europe/Berlin]',
  backup: '/backup <the words of a message>',
  brief: '/brief should …?',
  quiz: '/quiz [1-10]',
  glossary: '/glossary [a term]',
  compare: '/compare <essay> and <essay> [about …]',
  digest: '/digest [14 days]',
  relay: '/relay <words>',
  teacher: '/ask-teacher <a question>',
  notes: '/notes',
  upload: '/upload [undo <id>]',
  export: '/export',
  forget: '/forget-me',
};

export const featureDoes: Readonly<Record<FeatureName, PhraseKey>> = {
  hint: 'doesHint',
  check: 'doesCheck',
  discuss: 'doesDiscuss',
  schedule: 'doesSchedule',
  backup: 'doesBackup',
  brief: 'doesBrief',
  quiz: 'doesQuiz',
  glossary: 'doesGlossary',
  compare: 'doesCompare',
  digest: 'doesDigest',
  relay: 'doesRelay',
  teacher: 'doesTeacher',
  notes: 'doesNotes',
  upload: 'doesUpload',
  export: 'doesExport',
  forget: 'doesForget',
};
