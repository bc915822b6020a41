/** The teacher's week on Slack. */
import { openSlackRoom } from './slack-room.js';
import { playWeek } from './week.js';

playWeek('A teacher’s week on Slack', openSlackRoom);
