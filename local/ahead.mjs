// Loaded before a program that is to live on the county's clock (node --import): moves its time ahead as far as the file says.
import { existsSync, readFileSync } from 'node:fs';

const file = process.env.CLOCK_AHEAD_FILE ?? '';
const machine = Date.now.bind(Date);

Date.now = () => machine() + (existsSync(file) ? 1000 * Number(readFileSync(file, 'utf8')) : 0);
