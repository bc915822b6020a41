/**
 * What a feature of the classroom is given and gives: words in, replies out. Each stands in a file of its own; the
 * matter itself (what a hint is, how a quiz is made) stands in `classroom/`.
 */
import type { Answerer } from '../../answer/types.js';
import type { Log } from '../../base/log.js';
import type { ClassroomWriter } from '../../classroom/classroom-writer.js';
import type { Essay, Language, Turn } from '../../essay/types.js';
import type { Retriever } from '../../retrieval/types.js';
import type { Store } from '../../store/store.js';
import type { Floor } from '../floor.js';
import type { Intake } from '../intake.js';
import type { Limits } from '../limits.js';
import type { Recollection } from '../memory.js';
import type { Roles } from '../roles.js';
import type { FeatureName, HandleOptions, Incoming, Reply } from '../types.js';
import type { Uploads } from '../uploads.js';

/** What features work with. */
export interface FeatureParts {
  /** The essays of the asker's tenant, and no other. */
  readonly retriever: Pick<Retriever, 'essays' | 'essay' | 'vectors' | 'retrieve'>;
  readonly answerer: Answerer;
  /** Absent where no model writes: then, and where it gives nothing that holds, everything is quoted. */
  readonly writer?: ClassroomWriter;
  /** Absent where nothing is remembered: what needs memory says so. */
  readonly store: Store | undefined;
  readonly roles: Roles;
  /** Puts a command line by, to be carried out in a place at a time. */
  readonly putBy: Intake['putBy'];
  readonly limits: Pick<Limits, 'countForTeachers'>;
  readonly floor: Pick<Floor, 'forget'>;
  /** Absent where nothing may be written. */
  readonly uploads?: Uploads | undefined;
  readonly log: Log;
  readonly retentionDays: number;
  /** Said to plain personal distress, where the installation has words of its own. */
  readonly contactLine?: string;
}

export interface FeatureRequest {
  readonly incoming: Incoming;
  /** What follows the feature's name. */
  readonly words: string;
  readonly language: Language;
  readonly recollection: Recollection;
  readonly history: readonly Turn[];
  readonly options: HandleOptions;
  /** The essays that are in play here: the one named, the place's choice, else all. */
  readonly essays: readonly [Essay, ...Essay[]];
  /** The one that is meant, where it is clear. */
  readonly essay: Essay | undefined;
}

/** Carries out one command; the last reply is the complete one. What is wrong with the words is a notice. */
export type Feature = (parts: FeatureParts, request: FeatureRequest) => AsyncIterable<Reply> | Promise<Reply>;

export type Features = Readonly<Partial<Record<FeatureName, Feature>>>;
