/** Begins what the page needs; without any of it, pages are read and forms work as forms. */
import { wireAsking } from './ask.js';
import { wireReader } from './reader.js';

wireReader();
wireAsking();
