// Runs one packaged function in a process of its own, as the cloud does: nothing but its zip and its environment.
// Takes { id, event, now } and answers { id, value } or { id, error }; `now` is the county's clock in milliseconds.
import { pathToFileURL } from 'node:url';

const [, , file] = process.argv;
let now = Date.now();
Date.now = () => now;
const { handler } = await import(pathToFileURL(file).href);

process.on('message', async ({ id, event, now: told }) => {
  now = told;
  try {
    process.send({
      id,
      value: await handler(event, { awsRequestId: id, getRemainingTimeInMillis: () => 20_000 }),
    });
  } catch (error) {
    process.send({ id, error: `${error.name}: ${error.message}` });
  }
});
process.send({ id: 'ready' });
