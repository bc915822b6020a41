/** The teacher's week on Discord. */
import { openDiscordRoom } from './discord-room.js';
import { playWeek } from './week.js';

playWeek('A teacher’s week on Discord', openDiscordRoom);
